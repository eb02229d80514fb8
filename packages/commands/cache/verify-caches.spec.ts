import { appendFileSync, existsSync, readdirSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory } from '../../support/testing/make-directory';
import { FilledCache } from '../../cache/testing/filled-cache';
import { renderVerification } from './render-verification';
import { harmfulFindings, verifyCaches, type VerifyRequest } from './verify-caches';

jest.setTimeout(300_000);

const full = { scope: { of: 'oldest' }, depth: 'digest', trust: 'nothing', repair: 'nothing' } as const;

function verify(request: Partial<VerifyRequest>) {
  const place = { cwd: makeDirectory(), cacheRoot: makeDirectory() };
  return verifyCaches({ ...place, ...full, ...request });
}

describe('verifyCaches', () => {
  let filled: FilledCache;

  beforeAll(() => {
    filled = FilledCache.fill();
  });

  it('verifies any GOCACHE, and says what is good and what is not', () => {
    const own = filled.copy();
    const { gocache, cache } = own;
    const entries = own.entries();
    const good = verify({ gocache });
    expect(good.caches).toMatchObject([{ name: gocache, findings: [], entries: entries.length }]);
    expect(renderVerification(good)).toMatch(/CACHE +ENTRIES[\s\S]*archive +\d+/);
    const large = entries.filter(({ size }) => size > 1000).at(-1);
    if (large === undefined) throw new Error('no large entry');
    appendFileSync(cache.outputPath(large.output), 'x');
    const bad = verify({ gocache });
    expect(harmfulFindings(bad)).toEqual([]);
    expect(renderVerification(bad)).toContain('note output-truncated');
    expect(readdirSync(join(gocache, 'goshawk'))).toContain('index');
  });

  it('knows a dimension by its GOCACHE, whatever leads there', () => {
    const own = filled.copy();
    const name = 'linux-amd64-cgo0-0123456789ab';
    const cacheRoot = makeDirectory({
      [`${name}/dimension.json`]: JSON.stringify({ name, fingerprint: '0123', components: [] }),
    });
    symlinkSync(own.gocache, join(cacheRoot, name, 'gocache'), 'junction');
    for (const named of [{ gocache: own.gocache }, { dimension: 'linux-amd64' }, {}]) {
      expect(verify({ cacheRoot, ...named }).caches.map((one) => one.name)).toEqual([name]);
    }
    expect(existsSync(join(cacheRoot, name, 'index'))).toBe(true);
  });

  it('says that there is no dimension yet', () => {
    expect(renderVerification(verify({}))).toMatch(/no dimension yet/);
  });
});

it.each<[string, Partial<VerifyRequest>]>([
  ['no-such-cache', { gocache: 'nowhere' }],
  ['no-such-cache', { gocache: '.' }],
  ['no-such-dimension', { dimension: 'nothing' }],
  ['two-caches-named', { gocache: '.', dimension: 'x' }],
])('says %s of what cannot be verified', (code, request) => {
  expect(catchError(() => verify(request))).toMatchObject({ code, exitCode: 2 });
});
