import type { Files } from '../support/files';

/**
 * A program `app` and a library `greet` in go.work. Whatever decides the build shows in what the program prints or in its build settings. It
 * prints by `println` (to standard error), since every package of the standard library less saves seconds for each dimension.
 */
export const pollutionFixture: Files = {
  'go.work': 'go 1.21\n\nuse (\n\t./apps/app\n\t./libs/greet\n)\n',
  'apps/app/go.mod': 'module example.test/app\n\ngo 1.21\n',
  'apps/app/main.go': [
    'package main',
    'import "example.test/greet"',
    'var version = "unset"',
    'func main() { println(greet.Hello(), edition, linkage, "version", version) }',
    '',
  ].join('\n'),
  'apps/app/plain.go': '//go:build !special\n\npackage main\n\nconst edition = "plain"\n',
  'apps/app/special.go': '//go:build special\n\npackage main\n\nconst edition = "special"\n',
  'apps/app/cgo.go': '//go:build cgo\n\npackage main\n\nconst linkage = "cgo"\n',
  'apps/app/nocgo.go': '//go:build !cgo\n\npackage main\n\nconst linkage = "static"\n',
  'apps/app/project.json': {
    name: 'app',
    implicitDependencies: ['greet'],
    targets: { 'go-build': { executor: 'goshawk:go-build' }, 'go-test': { executor: 'goshawk:go-test' } },
  },
  'libs/greet/go.mod': 'module example.test/greet\n\ngo 1.21\n',
  'libs/greet/greet.go': greeting('hello'),
  'libs/greet/project.json': { name: 'greet', targets: {} },
};

/** Source of the library, which the program prints. */
export function greeting(words: string): string {
  return `package greet\n\nfunc Hello() string { return "${words}" }\n`;
}

/** A test of the program that holds as long as `condition` (Go) does. */
export function testThat(condition: string, ...imports: string[]): string {
  const packages = ['testing', ...imports].map((name) => `\t"${name}"\n`).join('');
  return `package main\n\nimport (\n${packages})\n\nfunc TestIt(t *testing.T) {\n\tif !(${condition}) {\n\t\tt.Fatal("does not hold")\n\t}\n}\n`;
}

/** A file of the program that prints a C integer expression. */
export function printC(expression: string, preamble: string): string {
  return `package main\n\n/*\n${preamble}\n*/\nimport "C"\n\nfunc init() { println("${expression} =", int(C.${expression})) }\n`;
}

/** A C compiler that is the machine's, with one macro more. */
export function compilerDefining(macro: string): string {
  return `#!/bin/sh\nexec cc -D${macro} "$@"\n`;
}
