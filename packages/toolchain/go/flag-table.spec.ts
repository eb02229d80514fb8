import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { mapParallel } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { findFlagKind, knownFlagNames } from './flag-table';

jest.setTimeout(180_000);

/**
 * Asks the go command itself, without it doing anything: of two flags that do not exist, a flag with a value swallows
 * the first and Go complains about the second (or about the value, where it must be a number).
 */
function askKind(go: string, cwd: string, verb: string, name: string): Promise<string | undefined> {
  // Go test accepts what it does not know, except when only the binary is to be compiled.
  const args = [verb, ...(verb === 'test' ? ['-c'] : []), `-${name}`, '-nosuch1', '-nosuch2'];
  return new Promise((resolve) => {
    execFile(go, args, { cwd, env: goEnvironment({ GOFLAGS: '' }) }, (_error, _stdout, stderr) => {
      if (/invalid value "-nosuch1"|nosuch1 -flags failed|-nosuch2\b/.test(stderr)) resolve('value');
      else if (/-nosuch1\b/.test(stderr)) resolve('switch');
      else if (/(not defined:|unknown flag) -/.test(stderr)) resolve(undefined);
      else resolve(stderr);
    });
  });
}

/** The go command takes -C before the verb sees its flags. */
const names = knownFlagNames().filter((name) => name !== 'C');

it.each(['build', 'install', 'run', 'list', 'test', 'generate', 'clean', 'get', 'vet'])(
  'knows for each flag whether `go %s` has it and whether it takes a value',
  async (verb) => {
    const cwd = makeDirectory({ 'go.mod': 'module m\ngo 1.21\n' });
    const answers = await mapParallel(
      names,
      2,
      async (name) => [name, await askKind('go', cwd, verb, name)] as const,
    );
    // For vet the table cannot tell an analyzer's switch from a flag that does not exist.
    const known = verb === 'vet' ? answers.filter(([, kind]) => kind !== undefined) : answers;
    expect(known.filter(([name, kind]) => kind !== findFlagKind(verb, name))).toEqual([]);
    expect(answers.filter(([, kind]) => kind !== undefined).length).toBeGreaterThan(20);
  },
);

it('knows every analyzer flag of vet that takes a value', () => {
  const flags = JSON.parse(askGoItself(['tool', 'vet', '-flags'], makeDirectory(), goEnvironment())) as {
    Name: string;
    Bool: boolean;
  }[];
  const wrong = flags.filter(({ Name, Bool }) => findFlagKind('vet', Name) !== (Bool ? 'switch' : 'value'));
  expect(wrong).toEqual([]);
});

it('agrees with Go 1.21 on the flags that were there', async () => {
  const cwd = makeDirectory({ 'go.mod': 'module m\ngo 1.21\n' });
  const goroot = askGoItself(['env', 'GOROOT'], cwd, goEnvironment({ GOTOOLCHAIN: 'go1.21.13' })).trim();
  const old = join(goroot, 'bin', 'go');
  for (const verb of ['build', 'test']) {
    const ofVerb = names.filter((name) => findFlagKind(verb, name) !== undefined);
    const answers = await mapParallel(
      ofVerb,
      2,
      async (name) => [name, await askKind(old, cwd, verb, name)] as const,
    );
    const wrong = answers.filter(([name, kind]) => kind !== undefined && kind !== findFlagKind(verb, name));
    expect(wrong).toEqual([]);
  }
});
