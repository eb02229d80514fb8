import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { goEnvironment } from '../../toolchain/testing/go-environment';
import { loadDimension, readRecorded, type DimensionPlace } from './load-dimension';

jest.setTimeout(60_000);

const FINGERPRINTS = { one: '1111aaaa', other: '1122bbbb', windows: '3333cccc' };

function record(name: string, fingerprint: string): string {
  return JSON.stringify({ schemaVersion: 1, name, fingerprint, components: [] });
}

function setUp(): { place: DimensionPlace; names: Record<keyof typeof FINGERPRINTS, string> } {
  const names = {
    one: 'linux-amd64-cgo0-1111aaaa',
    other: 'linux-amd64-cgo1-1122bbbb',
    windows: 'windows-386-cgo0-3333cccc',
  };
  const entries = Object.entries(names).map(([key, name]) => [
    `${name}/dimension.json`,
    record(name, FINGERPRINTS[key as keyof typeof FINGERPRINTS]),
  ]);
  const cacheRoot = makeDirectory({ ...Object.fromEntries(entries), 'memo/digests.json': '{}' });
  const cwd = makeDirectory({ 'go.mod': 'module ex\n', 'a.go': 'package ex\n' });
  return { place: { env: goEnvironment({ CGO_ENABLED: '0' }), cwd, cacheRoot, flags: [] }, names };
}

describe('loadDimension', () => {
  it('finds a recorded one by its name, its beginning, its fingerprint, and the end of its name', async () => {
    const { place, names } = setUp();
    for (const named of [names.windows, 'windows-', '3333', '3333cccc', 'cgo0-3333cccc'])
      expect((await loadDimension(named, place)).name).toBe(names.windows);
  });

  it('finds a recorded one by its directory and by its file', async () => {
    const { place, names } = setUp();
    const directory = join(place.cacheRoot, names.one);
    for (const named of [directory, join(directory, 'dimension.json')])
      expect((await loadDimension(named, place)).name).toBe(names.one);
  });

  it('takes a directory with Go code for what it is now', async () => {
    const { place } = setUp();
    expect((await loadDimension('.', place)).components.map(({ name }) => name)).toContain('toolchain');
  });

  it('says which ones a beginning could mean', async () => {
    const { place, names } = setUp();
    await expect(loadDimension('linux', place)).rejects.toMatchObject({
      code: 'no-such-dimension',
      message: expect.stringMatching(`2 dimensions.*${names.one}.*${names.other}`),
      exitCode: 2,
    });
  });

  it('says so when nothing has that name', async () => {
    const { place } = setUp();
    await expect(loadDimension('nothing-here', place)).rejects.toMatchObject({
      code: 'no-such-dimension',
      message: expect.stringContaining('neither a directory nor a dimension'),
    });
  });
});

describe('readRecorded', () => {
  it('passes over what is damaged or something else', () => {
    const { place, names } = setUp();
    writeFileSync(join(place.cacheRoot, names.one, 'dimension.json'), '{');
    writeFileSync(join(place.cacheRoot, 'file'), '');
    const found = readRecorded(place.cacheRoot).map(({ name }) => name);
    expect(found.sort()).toEqual([names.other, names.windows]);
  });

  it('is empty where there is no cache yet', () => {
    expect(readRecorded(join(makeDirectory(), 'missing'))).toEqual([]);
  });
});
