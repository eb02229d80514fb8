import { appendFileSync, existsSync, readdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory } from '../../support/testing/make-directory';
import { makeCache } from '../../cache/testing/made-cache';
import { renderVerification } from './render-verification';
import { harmfulFindings, verifyCaches, type VerifyRequest } from './verify-caches';

const full = { scopes: [{ of: 'all' }], depth: 'digest', trust: 'nothing', repair: 'nothing' } as const;

function verify(request: Partial<VerifyRequest>) {
  const place = { cwd: makeDirectory(), cacheRoot: makeDirectory() };
  return verifyCaches({ ...place, ...full, ...request });
}

const TEXTS = ['', 'ok\n', 'text '.repeat(400)];

describe('verifyCaches', () => {
  it('verifies any GOCACHE, and says what is good and what is not', () => {
    const { gocache, outputs } = makeCache(TEXTS);
    const large = outputs[2] ?? '';
    const good = verify({ gocache });
    expect(good.caches).toMatchObject([{ name: gocache, findings: [], entries: 3, isComplete: true }]);
    expect(renderVerification(good)).toMatch(/CACHE +ENTRIES[\s\S]*other +2/);
    appendFileSync(large, 'x');
    const truncated = verify({ gocache });
    expect(harmfulFindings(truncated)).toEqual([]);
    expect(renderVerification(truncated)).toContain('note output-truncated');
    writeFileSync(large, 'other'.repeat(400));
    const altered = verify({ gocache });
    expect(harmfulFindings(altered).map(({ code }) => code)).toEqual(['output-altered']);
    expect(readdirSync(join(gocache, 'goshawk'))).toContain('index');
  });

  it('knows a dimension by its GOCACHE, whatever leads there', () => {
    const { gocache } = makeCache(TEXTS);
    const name = 'linux-amd64-cgo0-0123456789ab';
    const cacheRoot = makeDirectory({
      [`${name}/dimension.json`]: JSON.stringify({ name, fingerprint: '0123', components: [] }),
    });
    symlinkSync(gocache, join(cacheRoot, name, 'gocache'), 'junction');
    for (const named of [{ gocache }, { dimension: 'linux-amd64' }, {}]) {
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
