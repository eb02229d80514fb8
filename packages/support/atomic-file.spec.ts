import { spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readJsonFile, writeFileAtomic } from './atomic-file';
import { processMark } from './process-mark';
import { makeDirectory } from './testing/make-directory';

interface Count {
  count: number;
}

function isCount(value: unknown): value is Count {
  return typeof value === 'object' && value !== null && 'count' in value && typeof value.count === 'number';
}

describe('writeFileAtomic', () => {
  it('makes the directories that are missing and leaves nothing but the file', () => {
    const directory = makeDirectory();
    writeFileAtomic(join(directory, 'a', 'b', 'file.json'), 'content');
    expect(readdirSync(join(directory, 'a', 'b'))).toEqual(['file.json']);
    expect(readFileSync(join(directory, 'a', 'b', 'file.json'), 'utf8')).toBe('content');
  });

  it('replaces the file under readers: an open one keeps the old content whole', () => {
    const file = join(makeDirectory({ 'file.txt': 'old' }), 'file.txt');
    const before = readFileSync(file, 'utf8');
    writeFileAtomic(file, new Uint8Array([110, 101, 119]));
    expect([before, readFileSync(file, 'utf8')]).toEqual(['old', 'new']);
  });

  it('removes what a process that was killed had begun to write, and nothing of one that runs', () => {
    const mark = (pid: number) => processMark().replace(/^\d+/, String(pid));
    const gone = spawnSync(process.execPath, ['--version']).pid;
    const name = (owner: string) => `.index.${owner}.0123456789ab.tmp`;
    const directory = makeDirectory({ [name(mark(gone))]: 'half', [name(mark(process.ppid))]: 'half' });
    writeFileAtomic(join(directory, 'file'), 'whole');
    expect(readdirSync(directory).sort()).toEqual([name(mark(process.ppid)), 'file']);
  });

  it('cleans up and throws when the target cannot be replaced', () => {
    const directory = makeDirectory();
    mkdirSync(join(directory, 'taken', 'inside'), { recursive: true });
    expect(() => writeFileAtomic(join(directory, 'taken'), 'x')).toThrow(/EISDIR|EPERM|ENOTEMPTY|EACCES/);
    expect(readdirSync(directory)).toEqual(['taken']);
  });
});

describe('readJsonFile', () => {
  it('gives the value of a file that is as expected', () => {
    const file = join(makeDirectory({ 'a.json': '{"count":3}' }), 'a.json');
    expect(readJsonFile(file, isCount)).toEqual({ count: 3 });
  });

  it.each([
    ['torn', '{"count":'],
    ['empty', ''],
    ['of another shape', '{"count":"three"}'],
  ])('counts a %s file as missing', (_what, text) => {
    const file = join(makeDirectory({ 'a.json': text }), 'a.json');
    expect(readJsonFile(file, isCount)).toBeUndefined();
  });

  it('counts a path below a file as missing', () => {
    const file = join(makeDirectory({ a: '' }), 'a', 'b.json');
    expect(readJsonFile(file, isCount)).toBeUndefined();
  });

  it('does not hide that a file cannot be read', () => {
    const directory = makeDirectory();
    expect(() => readJsonFile(directory, isCount)).toThrow(/EISDIR/);
  });
});
