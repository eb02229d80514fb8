import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../support/testing/make-directory';
import type { CInputs } from './c-inputs';
import type { Dimension } from './describe-dimension';
import { writeOverlay } from './overlay';
import type { Overlay } from './user-overlay';

const PACKAGE = join(process.cwd(), 'ws', 'c');
const DIGEST = 'a'.repeat(64);

function dimension(userOverlay: Overlay = {}, cover = false): Dimension {
  return {
    directory: makeDirectory(),
    buildFlags: { cover },
    userOverlay,
    listing: { packages: [{ importPath: 'ex/c', dir: PACKAGE, name: 'c' }] },
  } as unknown as Dimension;
}

function closure(digest = DIGEST, importPath = 'ex/c'): CInputs {
  return { importPath, digest, files: [], complete: true, notes: [] };
}

function replacements(file: string | undefined): Record<string, string> {
  return (JSON.parse(readFileSync(file ?? '', 'utf8')) as { Replace: Record<string, string> }).Replace;
}

describe('writeOverlay', () => {
  it.each([
    ['a Go file of the package', false, 'goshawk_inputs.go', /^package c\n/],
    ['a header under coverage', true, 'goshawk_inputs.h', /^\/\*/],
  ])('puts the digest of a closure into the package as %s', (_case, cover, name, beginning) => {
    const carrier = replacements(writeOverlay(dimension({}, cover), [closure()]))[join(PACKAGE, name)];
    const content = readFileSync(carrier ?? '', 'utf8');
    expect(content).toMatch(beginning);
    expect(content).toContain(DIGEST);
  });

  it('is the same file for the same digests, and another for others', () => {
    const one = dimension();
    const first = writeOverlay(one, [closure()]);
    expect(writeOverlay(one, [closure()])).toBe(first);
    expect(writeOverlay(one, [closure('b'.repeat(64))])).not.toBe(first);
    expect(existsSync(first ?? '')).toBe(true);
  });

  it("keeps what the user's own overlay replaces", () => {
    const user = { '/ws/a.go': '/tmp/b.go', '/ws/gone.go': '' };
    const merged = replacements(writeOverlay(dimension(user), [closure()]));
    expect(merged).toEqual({ ...user, [join(PACKAGE, 'goshawk_inputs.go')]: expect.any(String) });
  });

  it("is the user's own where there is no C, and none where there is neither", () => {
    const user = { '/ws/a.go': '/tmp/b.go' };
    expect(replacements(writeOverlay(dimension(user), []))).toEqual(user);
    expect(writeOverlay(dimension(), [])).toBeUndefined();
  });

  it('passes over closures of packages outside the workspace', () => {
    expect(writeOverlay(dimension(), [closure(DIGEST, 'example.test/elsewhere')])).toBeUndefined();
  });
});
