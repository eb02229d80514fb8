import type { Files } from './files';

/** Targets of a project, as project.json has them. */
export type Targets = Readonly<Record<string, object>>;

export const allTargets: Targets = {
  'go-build': { executor: 'goshawk:go-build' },
  'go-test': { executor: 'goshawk:go-test' },
  'go-vet': { executor: 'goshawk:go-vet' },
  'go-run': { executor: 'goshawk:go-run' },
};

/** A module in a directory of its own with a project.json; its module path ends in the directory's last name in ASCII. */
export function goModule(directory: string, files: Files, targets: Targets = allTargets): Files {
  const name = projectName(directory);
  const own = {
    'go.mod': `module example.test/${name}\n\ngo 1.21\n`,
    'project.json': { name, targets },
    ...files,
  };
  return Object.fromEntries(Object.entries(own).map(([path, content]) => [`${directory}/${path}`, content]));
}

/** `libs/greet` is project `greet`; `teams/a/server` is `a-server`, since projects need names of their own. */
function projectName(directory: string): string {
  return directory
    .split('/')
    .slice(1)
    .join('-')
    .replaceAll(/[^\w-]/g, '');
}

export function goWork(...directories: readonly string[]): Files {
  return {
    'go.work': `go 1.21\n\nuse (\n${directories.map((path) => `\t${JSON.stringify(`./${path}`)}\n`).join('')})\n`,
  };
}

/** A program that prints a Go expression to standard error, which costs no package of the standard library. */
export function printing(expression: string, declarations = ''): string {
  return `package main\n\n${declarations}\n\nfunc main() { println(${expression}) }\n`;
}

/** A C integer, taken by `expression` from what the preamble declares. */
export function printingC(expression: string, preamble: string): string {
  return printing(`int(C.${expression})`, `/*\n${preamble}\n*/\nimport "C"`);
}

/** A test file; `body` is the body of `TestIt`. */
export function goTest(packageName: string, body: string, ...imports: readonly string[]): string {
  const lines = ['testing', ...imports].map((name) => `\t"${name}"\n`).join('');
  return `package ${packageName}\n\nimport (\n${lines})\n\nfunc TestIt(t *testing.T) {\n\t${body}\n}\n`;
}

/** A statement that fails the test unless the file has this content; the path is a Go expression. */
export function mustRead(path: string, content: string): string {
  return `if content, err := os.ReadFile(${path}); err != nil || string(content) != ${JSON.stringify(content)} {\n\t\tt.Fatal(string(content), err)\n\t}`;
}
