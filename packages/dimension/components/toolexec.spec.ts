import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { FileDigests } from '../../support';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { parseBuildFlags, type GoEnv } from '../../toolchain';
import { SettingSources } from './setting-source';
import { toolexecComponent } from './toolexec';

interface Given {
  readonly flag: string;
  readonly env?: Readonly<Record<string, string>>;
  readonly platform?: NodeJS.Platform;
}

function setUp(files: Readonly<Record<string, string>>) {
  const directory = makeDirectory(files);
  const memo = join(makeDirectory(), 'digests.json');
  /** PATH holds the directories `one` and `two`. */
  const value = ({ flag, platform = 'linux', ...given }: Given) => {
    const separator = platform === 'win32' ? ';' : ':';
    const path = ['one', 'two'].map((name) => join(directory, name)).join(separator);
    const env = given.env ?? (platform === 'win32' ? { Path: path, PATHEXT: '.EXE' } : { PATH: path });
    const flags = parseBuildFlags('', [`-toolexec=${flag}`]);
    const sources = new SettingSources(env, { GOENV: 'off', GOFLAGS: '' } as GoEnv, []);
    const digests = new FileDigests(memo);
    return toolexecComponent(flags, { cwd: directory, env, digests, sources, platform }).value;
  };
  return { directory, value };
}

describe('toolexecComponent', () => {
  it.each<[string, string, Given]>([
    ['a program on PATH', 'two/wrap', { flag: 'wrap' }],
    ['a program by its path', 'tools/wrap', { flag: 'tools/wrap' }],
    ['a file among the arguments', 'tools/rules.txt', { flag: 'wrap tools/rules.txt' }],
    ['a program among the arguments', 'two/other', { flag: 'wrap other' }],
    ['a program on Path of Windows', 'two/wrap.EXE', { flag: 'wrap', platform: 'win32' }],
    ['a program with its ending', 'two/wrap.EXE', { flag: 'wrap.EXE', platform: 'win32' }],
    ['a program by its path without its ending', 'tools/wrap.EXE', { flag: 'tools/wrap', platform: 'win32' }],
    ['a plain file on Windows', 'tools/rules', { flag: 'wrap tools/rules', platform: 'win32' }],
  ])('counts the content of %s', (_, file, given) => {
    const { directory, value } = setUp({ [file]: 'one' });
    chmodSync(join(directory, file), 0o755);
    const before = value(given);
    writeFiles(directory, { [file]: 'two' });
    expect(value(given)).not.toBe(before);
    writeFiles(directory, { [file]: 'one' });
    expect(value(given)).toBe(before);
  });

  it('takes the program that the system would start, not a file of that name before it', () => {
    const { directory, value } = setUp({ 'one/wrap': 'text', 'two/wrap': 'program' });
    chmodSync(join(directory, 'two/wrap'), 0o755);
    const before = value({ flag: 'wrap' });
    writeFiles(directory, { 'one/wrap': 'another text' });
    expect(value({ flag: 'wrap' })).toBe(before);
    writeFiles(directory, { 'two/wrap': 'another program' });
    expect(value({ flag: 'wrap' })).not.toBe(before);
  });
});
