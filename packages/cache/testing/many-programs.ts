import { writeFiles, makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import type { FilledCache } from './filled-cache';

const PROGRAMS = Array.from({ length: 8 }, (_, number) => `program${number}`);

/** Adds to a cache what is rare in one: two versions of packages, programs that were run, and what vet printed of them. */
export function addManyPrograms({ gocache }: FilledCache): void {
  const directory = makeDirectory({ 'go.mod': 'module example.com/many\n\ngo 1.21\n' });
  const env = goEnvironment({ GOCACHE: gocache, CGO_ENABLED: '0' });
  const go = (...args: string[]): string => askGoItself(args, directory, env);
  const write = (version: number): void =>
    writeFiles(
      directory,
      Object.fromEntries(PROGRAMS.map((name) => [`${name}/main.go`, sourceOf(name, version)])),
    );
  write(1);
  go('list', '-export', './...');
  write(2);
  for (const name of PROGRAMS) go('run', `./${name}`);
  go('vet', '-json', './...');
}

/** Of which of the programs a package is a version. */
export function versionIn(archive: Buffer): { readonly of: string } | undefined {
  const [, of] = /goshawk version \d of (program\d)/.exec(archive.toString('latin1')) ?? [];
  return of === undefined ? undefined : { of };
}

/** Its compiled form has the text, and vet says something of it that it says of no other. */
function sourceOf(name: string, version: number): string {
  const variable = `wordOf${name}`;
  return `package main\n\nvar ${variable} = "goshawk version ${version} of ${name}"\n\nfunc main() {\n\t${variable} = ${variable}\n\tprintln(${variable})\n}\n`;
}
