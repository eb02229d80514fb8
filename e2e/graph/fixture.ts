import { makeModulesProxy, goSum, type ProxyModule } from '../../packages/toolchain/testing/module-proxy';
import type { Files } from '../support/files';
import { goWork } from '../support/go-files';
import type { Env } from '../support/run';
import type { Workspace } from '../support/workspace';

/** `color` needs `term`, which no project imports itself. */
const externalModules: readonly ProxyModule[] = [
  {
    module: 'ext.test/color',
    version: 'v1.0.0',
    files: {
      'go.mod': 'module ext.test/color\n\ngo 1.21\n\nrequire ext.test/term v1.1.0\n',
      'color.go': 'package color\n\nimport "ext.test/term"\n\nconst Red = term.Escape + "[31m"\n',
    },
  },
  {
    module: 'ext.test/term',
    version: 'v1.1.0',
    files: { 'term.go': 'package term\n\nconst Escape = "\\x1b"\n' },
  },
];

const needsColor = {
  require: 'require (\n\text.test/color v1.0.0\n\text.test/term v1.1.0 // indirect\n)\n',
  sum: goSum(externalModules),
};

/** A go.mod, of which the module path says where the module lies. */
export function goMod(path: string, requirements = ''): string {
  return `module example.test/${path}\n\ngo 1.21\n\n${requirements}`;
}

/** A Go file with imports and nothing else. */
export function importing(name: string, ...imports: readonly string[]): string {
  return `package ${name}\n\n${imports.map((path) => `import _ "${path}"\n`).join('')}`;
}

/** A program with imports that does nothing. */
export function program(...imports: readonly string[]): string {
  return `${importing('main', ...imports)}\nfunc main() {}\n`;
}

export const moduleDirectories: readonly string[] = [
  ...['apps/api', 'apps/worker', 'libs/described', 'libs/log', 'libs/store'],
  ...['libs/testkit', 'libs/text', 'tools/gen'],
];

/** Eight modules and a JavaScript package; one module has a project.json. */
export const manyModules: Files = {
  'package.json': { name: 'workspace', private: true, workspaces: ['web'] },
  ...goWork(...moduleDirectories),
  'apps/api/go.mod': goMod('apps/api', needsColor.require),
  'apps/api/go.sum': needsColor.sum,
  'apps/api/main.go': program('example.test/libs/store', 'example.test/libs/log'),
  'apps/api/api_test.go': importing('main', 'example.test/libs/testkit'),
  'apps/worker/go.mod': goMod('apps/worker'),
  'apps/worker/main.go': program('example.test/libs/log'),
  'libs/described/go.mod': goMod('libs/described'),
  'libs/described/described.go': importing('described', 'example.test/libs/text/upper'),
  'libs/described/project.json': {
    name: 'by-hand',
    targets: {
      deploy: { executor: 'nx:noop' },
      'go-test': { executor: 'goshawk:go-test', options: { race: true } },
    },
  },
  'libs/described/described_test.go': importing('described', 'testing'),
  'libs/log/go.mod': goMod('libs/log'),
  'libs/log/log.go': importing('log'),
  'libs/store/go.mod': goMod('libs/store', needsColor.require),
  'libs/store/go.sum': needsColor.sum,
  'libs/store/store.go': importing('store', 'example.test/libs/log', 'ext.test/color'),
  'libs/testkit/go.mod': goMod('libs/testkit'),
  'libs/testkit/testkit.go': importing('testkit', 'example.test/libs/text'),
  'libs/text/go.mod': goMod('libs/text'),
  'libs/text/text.go': importing('text'),
  'libs/text/upper/upper.go': importing('upper'),
  'tools/gen/go.mod': goMod('tools/gen'),
  'tools/gen/cmd/one/main.go': program(),
  'tools/gen/cmd/two/main.go': program('example.test/libs/text'),
  'web/package.json': { name: '@example/web', scripts: { bundle: 'node bundle.mjs' } },
};

/** One module at the root, with several programs. */
export const oneModule: Files = {
  'go.mod': goMod('all'),
  'cmd/api/main.go': program('example.test/all/internal/log'),
  'cmd/worker/main.go': program('example.test/all/internal/log', 'example.test/all/cmd/worker/jobs'),
  'cmd/worker/jobs/jobs.go': importing('jobs'),
  'cmd/worker/jobs/jobs_test.go': importing('jobs', 'testing'),
  'internal/log/log.go': importing('log'),
};

/** Where modules come from in a workspace, with those of `color` in a module cache of its own. */
export async function withModules(space: Workspace): Promise<Env> {
  const env = {
    GOPROXY: makeModulesProxy(externalModules),
    GOSUMDB: 'off',
    GOMODCACHE: space.path('.nx', 'modules'),
    GOFLAGS: '-modcacherw',
  };
  const { exitCode, output } = await space.run('go', ['mod', 'download'], { env });
  if (exitCode !== 0) throw new Error(output);
  return env;
}
