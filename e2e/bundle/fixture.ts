import type { Files } from '../support/files';
import { goWork, printing } from '../support/go-files';

/** A target that writes a file from another one, with plain Node. */
export function copying(from: string, to: string, more: object = {}): object {
  const script = `const { mkdirSync, readFileSync, writeFileSync } = require('fs'); const { dirname } = require('path'); mkdirSync(dirname('${to}'), { recursive: true }); writeFileSync('${to}', readFileSync('${from}'))`;
  return {
    executor: 'nx:run-commands',
    cache: true,
    inputs: [`{workspaceRoot}/${from}`],
    options: { command: `node -e "${script}"` },
    ...more,
  };
}

const app: Files = {
  'apps/app/go.mod': 'module example.test/app\n\ngo 1.21\n',
  'apps/app/project.json': { name: 'app' },
};

/** A program that prints what a JavaScript project builds; a Go package in that project embeds it. */
export function withBundle(build: object, patterns = 'dist/*'): Files {
  return {
    ...app,
    ...goWork('apps/app', 'web'),
    'apps/app/main.go': `package main\n\nimport "example.test/web"\n\nfunc main() { println(web.Bundle) }\n`,
    'web/go.mod': 'module example.test/web\n\ngo 1.21\n',
    'web/web.go': `package web\n\nimport _ "embed"\n\n//go:embed ${patterns}\nvar Bundle string\n`,
    'web/project.json': { name: 'web', targets: { build } },
    'web/src/page.txt': 'first page',
  };
}

/** The same of one module at the root; another project builds what it embeds. */
export const withBundleAtRoot: Files = {
  'go.mod': 'module example.test/app\n\ngo 1.21\n',
  'project.json': { name: 'app' },
  'main.go': `package main\n\nimport "example.test/app/web"\n\nfunc main() { println(web.Bundle) }\n`,
  'web/web.go': `package web\n\nimport _ "embed"\n\n//go:embed dist/*\nvar Bundle string\n`,
  'frontend/project.json': {
    name: 'frontend',
    targets: {
      build: copying('frontend/page.txt', 'web/dist/page.txt', { outputs: ['{workspaceRoot}/web/dist'] }),
    },
  },
  'frontend/page.txt': 'first page',
};

/** A program that prints a constant of a package which a task writes and git ignores. */
export const withGeneratedPackage: Files = {
  ...app,
  ...goWork('apps/app'),
  '.gitignore': 'node_modules\ndist\n.nx\napps/app/schema/\n',
  'apps/app/main.go': `package main\n\nimport "example.test/app/schema"\n\nfunc main() { println(schema.Name) }\n`,
  'schemas/name.go.txt': 'package schema\n\nconst Name = "first name"\n',
  'schemas/project.json': {
    name: 'schemas',
    targets: {
      generate: copying('schemas/name.go.txt', 'apps/app/schema/name.go', {
        outputs: ['{workspaceRoot}/apps/app/schema'],
      }),
    },
  },
};

/** The same with a file in a package that has others. */
export const withGeneratedFile: Files = {
  ...app,
  ...goWork('apps/app'),
  '.gitignore': 'node_modules\ndist\n.nx\n*_generated.go\n',
  'apps/app/main.go': printing('Name'),
  'schemas/name.go.txt': 'package main\n\nconst Name = "first name"\n',
  'schemas/project.json': {
    name: 'schemas',
    targets: {
      generate: copying('schemas/name.go.txt', 'apps/app/name_generated.go', {
        outputs: ['{workspaceRoot}/apps/app/name_generated.go'],
      }),
    },
  },
};
