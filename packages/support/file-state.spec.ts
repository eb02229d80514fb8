import { mkdirSync, rmSync, statSync, symlinkSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readFileState, sameFileState } from './file-state';
import { makeDirectory } from './testing/make-directory';

const onPosix = process.platform === 'win32' ? it.skip : it;

describe('readFileState', () => {
  it('gives a missing file as a value', () => {
    const directory = makeDirectory({ file: '' });
    const state = readFileState(join(directory, 'nowhere'));
    expect(state).toEqual({ kind: 'absent', path: join(directory, 'nowhere') });
    expect(readFileState(join(directory, 'file', 'below')).kind).toBe('absent');
  });

  it('has times in nanoseconds', () => {
    const file = join(makeDirectory({ file: 'abc' }), 'file');
    const { mtimeNs } = statSync(file, { bigint: true });
    expect(readFileState(file)).toMatchObject({ kind: 'file', size: 3, mtimeNs: String(mtimeNs) });
  });

  onPosix('follows symbolic links and says so when they lead nowhere or in circles', () => {
    const directory = makeDirectory({ target: 'abc' });
    symlinkSync('target', join(directory, 'link'));
    symlinkSync('gone', join(directory, 'dangling'));
    symlinkSync('circle', join(directory, 'circle'));
    expect(readFileState(join(directory, 'link'))).toMatchObject({ kind: 'file', size: 3 });
    expect(readFileState(join(directory, 'dangling')).kind).toBe('absent');
    expect(() => readFileState(join(directory, 'circle'))).toThrow(/ELOOP/);
  });

  onPosix('tells directories and devices from files', () => {
    expect(readFileState(makeDirectory()).kind).toBe('directory');
    expect(readFileState('/dev/null').kind).toBe('special');
  });
});

describe('sameFileState', () => {
  it('sees a change that keeps size and modification time', () => {
    const file = join(makeDirectory({ file: 'abc' }), 'file');
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    const before = readFileState(file);
    expect(sameFileState(before, readFileState(file))).toBe(true);
    rmSync(file);
    expect(sameFileState(before, readFileState(file))).toBe(false);
    writeFileSync(`${file}.other`, ''); // Takes the inode that became free.
    writeFileSync(file, 'xyz');
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    expect(readFileState(file)).toMatchObject({ size: 3, mtimeNs: '1600000000000000000' });
    expect(sameFileState(before, readFileState(file))).toBe(false);
  });

  it('holds for a file that is absent twice, and not for a file that became a directory', () => {
    const path = join(makeDirectory(), 'thing');
    const absent = readFileState(path);
    expect(sameFileState(absent, readFileState(path))).toBe(true);
    mkdirSync(path);
    expect(sameFileState(absent, readFileState(path))).toBe(false);
  });
});
