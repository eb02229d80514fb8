import { mkdirSync, readFileSync, renameSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { sha256Of } from './digest';
import { FileDigests } from './file-digests';
import { catchError } from './testing/catch-error';
import { makeDirectory } from './testing/make-directory';

const onLinux = process.platform === 'linux' ? it : it.skip;
const onPosix = process.platform === 'win32' ? it.skip : it;

/** Files count as racy until two seconds after their last change; the clock is moved instead of waiting. */
function later(milliseconds = 10_000): void {
  const now = Date.now();
  jest.spyOn(Date, 'now').mockReturnValue(now + milliseconds);
}

function memoEntries(memo: string): Record<string, unknown[]> {
  return (JSON.parse(readFileSync(memo, 'utf8')) as { entries: Record<string, unknown[]> }).entries;
}

/** Makes the memo claim another digest: what is then returned shows whether the content was read. */
function forgeMemo(memo: string): string {
  const forged = 'f'.repeat(64);
  const { version, entries } = JSON.parse(readFileSync(memo, 'utf8')) as {
    version: number;
    entries: Record<string, unknown[]>;
  };
  for (const entry of Object.values(entries)) entry[4] = forged;
  writeFileSync(memo, JSON.stringify({ version, entries }));
  return forged;
}

function setUp(files: Record<string, string> = { 'a.txt': 'one' }) {
  const directory = makeDirectory(files);
  return { directory, memo: join(directory, 'memo', 'digests.json'), file: join(directory, 'a.txt') };
}

afterEach(() => {
  jest.restoreAllMocks();
});

describe('FileDigests', () => {
  it('gives the content hash of a file', () => {
    const { memo, file } = setUp();
    expect(new FileDigests(memo).digest(file)).toBe(sha256Of('one'));
  });

  it('does not read a file again whose state is unchanged, in another process either', () => {
    const { memo, file } = setUp();
    later();
    const first = new FileDigests(memo);
    first.digest(file);
    first.save();
    const forged = forgeMemo(memo);
    expect(new FileDigests(memo).digest(file)).toBe(forged);
  });

  it('always reads a file that changed within the last two seconds', () => {
    const { memo, file } = setUp();
    const digests = new FileDigests(memo);
    digests.digest(file);
    digests.save();
    expect(() => readFileSync(memo)).toThrow(/ENOENT/);
    later();
    digests.digest(file);
    digests.save();
    expect(Object.keys(memoEntries(memo))).toEqual([file]);
  });

  it('counts a file as racy whose modification time was set back, since it changed just now', () => {
    const { memo, file } = setUp();
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    const digests = new FileDigests(memo);
    digests.digest(file);
    digests.save();
    expect(() => readFileSync(memo)).toThrow(/ENOENT/);
  });

  it('reads a file again that was replaced by one of the same size and modification time', () => {
    const { memo, file } = setUp();
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    later();
    const digests = new FileDigests(memo);
    expect(digests.digest(file)).toBe(sha256Of('one'));
    writeFileSync(`${file}.new`, 'two');
    utimesSync(`${file}.new`, 1_600_000_000, 1_600_000_000);
    renameSync(`${file}.new`, file);
    expect(digests.digest(file)).toBe(sha256Of('two'));
  });

  it('names missing files and hashes the names in a directory', () => {
    const { directory, memo } = setUp();
    const digests = new FileDigests(memo);
    const inner = join(directory, 'inner');
    expect(digests.digest(inner)).toBe('absent');
    mkdirSync(inner);
    const empty = digests.digest(inner);
    writeFileSync(join(inner, 'x.h'), '');
    const one = digests.digest(inner);
    writeFileSync(join(inner, 'x.h'), 'changed');
    expect(empty).toMatch(/^directory:[0-9a-f]{64}$/);
    expect(one).not.toBe(empty);
    expect(digests.digest(inner)).toBe(one);
  });

  onPosix('does not wait for what a device may say', () => {
    expect(new FileDigests(setUp().memo).digest('/dev/null')).toBe('special');
  });

  it('keeps what another process saved meanwhile', () => {
    const { directory, memo, file } = setUp({ 'a.txt': 'one', 'b.txt': 'two' });
    later();
    const ours = new FileDigests(memo);
    const theirs = new FileDigests(memo);
    ours.digest(file);
    theirs.digest(join(directory, 'b.txt'));
    theirs.save();
    ours.save();
    expect(Object.keys(memoEntries(memo)).sort()).toEqual([file, join(directory, 'b.txt')]);
  });

  it.each(['', '{', '[]', '{"version":1,"entries":{"x":[1]}}', '{"version":99,"entries":{}}'])(
    'starts afresh from a memo that contains %j',
    (content) => {
      const { memo, file } = setUp({ 'a.txt': 'one', 'memo/digests.json': content });
      later();
      const digests = new FileDigests(memo);
      expect(digests.digest(file)).toBe(sha256Of('one'));
      digests.save();
      expect(Object.keys(memoEntries(memo))).toEqual([file]);
    },
  );

  it('forgets files that nobody asked for in a month', () => {
    const { directory, memo, file } = setUp({ 'a.txt': 'one', 'b.txt': 'two' });
    later();
    const digests = new FileDigests(memo);
    digests.digest(file);
    digests.save();
    later(40 * 86_400_000);
    digests.digest(join(directory, 'b.txt'));
    digests.save();
    expect(Object.keys(memoEntries(memo))).toEqual([join(directory, 'b.txt')]);
  });

  onLinux('says which file cannot be read', () => {
    const unreadable = '/proc/self/mem'; // For root as well, who may read any real file.
    expect(catchError(() => new FileDigests(setUp().memo).digest(unreadable))).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringContaining(unreadable) as string,
    });
  });

  it('needs little more than a stat for a file it knows', () => {
    const names = Array.from({ length: 1000 }, (_, index) => `f${index}.h`);
    const { directory, memo } = setUp(Object.fromEntries(names.map((name) => [name, name])));
    later();
    const digests = new FileDigests(memo);
    const paths = names.map((name) => join(directory, name));
    for (const path of paths) digests.digest(path);
    const rounds = Array.from({ length: 5 }, () => {
      const started = performance.now();
      for (const path of paths) digests.digest(path);
      return performance.now() - started;
    });
    expect(Math.min(...rounds)).toBeLessThan(60); // About 6 ms on an idle machine.
  });
});
