import {
  mkdirSync,
  readFileSync,
  renameSync,
  statSync,
  symlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { sha256Of } from './digest';
import { FileDigests } from './file-digests';
import { catchError } from './testing/catch-error';
import { makeDirectory } from './testing/make-directory';

const onLinux = process.platform === 'linux' ? it : it.skip;
const onPosix = process.platform === 'win32' ? it.skip : it;

const realNow = Date.now.bind(Date);

/** Sets the clock to so long after the file's last change. Files count as racy for two seconds. */
function setClock(file: string, millisecondsAfter = 10_000): void {
  const now = Math.ceil(statSync(file).ctimeMs) + millisecondsAfter;
  Date.now = () => now; // A mock of jest would remember every call.
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
  Date.now = realNow;
});

describe('FileDigests', () => {
  it('gives the content hash of a file', () => {
    const { memo, file } = setUp();
    expect(new FileDigests(memo).digest(file)).toBe(sha256Of('one'));
  });

  it('does not read a file again whose state is unchanged, in another process either', () => {
    const { memo, file } = setUp();
    setClock(file);
    const first = new FileDigests(memo);
    first.digest(file);
    first.save();
    const forged = forgeMemo(memo);
    expect(new FileDigests(memo).digest(file)).toBe(forged);
  });

  it('always reads a file that changed within the last two seconds', () => {
    const { memo, file } = setUp();
    setClock(file, 1_900);
    const digests = new FileDigests(memo);
    digests.digest(file);
    digests.save();
    expect(() => readFileSync(memo)).toThrow(/ENOENT/);
    setClock(file);
    digests.digest(file);
    digests.save();
    expect(Object.keys(memoEntries(memo))).toEqual([file]);
  });

  it('counts a file as racy whose modification time was set back, since it changed just now', () => {
    const { memo, file } = setUp();
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    setClock(file, 1_900);
    const digests = new FileDigests(memo);
    digests.digest(file);
    digests.save();
    expect(() => readFileSync(memo)).toThrow(/ENOENT/);
  });

  it('reads a file again that was replaced by one of the same size and modification time', () => {
    const { memo, file } = setUp();
    utimesSync(file, 1_600_000_000, 1_600_000_000);
    setClock(file);
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

  it('looks at a file once within lookOnce, while other work at the same time sees it as it is', async () => {
    const { memo, file } = setUp();
    const digests = new FileDigests(memo);
    const inside = digests.lookOnce(async () => {
      const first = digests.digest(file);
      await sleep(20);
      return [first, digests.digest(file)];
    });
    writeFileSync(file, 'two');
    expect(digests.digest(file)).toBe(sha256Of('two'));
    expect(await inside).toEqual([sha256Of('one'), sha256Of('one')]);
    expect(digests.digest(file)).toBe(sha256Of('two'));
  });

  it('keeps what another process saved meanwhile', () => {
    const { directory, memo, file } = setUp({ 'a.txt': 'one', 'b.txt': 'two' });
    setClock(file);
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
      setClock(file);
      const digests = new FileDigests(memo);
      expect(digests.digest(file)).toBe(sha256Of('one'));
      digests.save();
      expect(Object.keys(memoEntries(memo))).toEqual([file]);
    },
  );

  it('forgets files that nobody asked for in a month', () => {
    const { directory, memo, file } = setUp({ 'a.txt': 'one', 'b.txt': 'two' });
    setClock(file);
    const digests = new FileDigests(memo);
    digests.digest(file);
    digests.save();
    setClock(file, 40 * 86_400_000);
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

  onPosix('says which path cannot be looked at', () => {
    const { directory, memo } = setUp();
    const loop = join(directory, 'loop');
    symlinkSync('loop', loop);
    expect(catchError(() => new FileDigests(memo).digest(loop))).toMatchObject({
      code: 'file-unreadable',
      message: expect.stringMatching(/loop cannot be read \(ELOOP\)/) as string,
    });
  });

  it('needs little more than a stat for a file it knows', () => {
    const names = Array.from({ length: 200 }, (_, index) => `f${index}.h`);
    const { directory, memo } = setUp(Object.fromEntries(names.map((name) => [name, name.repeat(10_000)])));
    const paths = names.map((name) => join(directory, name));
    setClock(paths.at(-1) ?? directory);
    const digests = new FileDigests(memo);
    const stats: number[] = [];
    const known: number[] = [];
    for (let round = 0; round < 15; round++) {
      stats.push(measure(() => paths.forEach((path) => statSync(path, { bigint: true }))));
      known.push(measure(() => paths.forEach((path) => digests.digest(path))));
    }
    expect(Math.min(...known)).toBeLessThan(12 * Math.min(...stats)); // 5 here, where globals are slow; 1.1 else.
  });
});

function measure(work: () => void): number {
  const started = performance.now();
  work();
  return performance.now() - started;
}
