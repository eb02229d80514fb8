import { spawnSync } from 'node:child_process';
import { whyNoCompiler } from '../support/compiler';
import { cleanEnvironment } from '../support/environment';
import type { PollutionRow } from './row';

const memoised = new Map<string, string | undefined>();

/** Why this machine cannot replay a row; undefined when it can. */
export function whyNot({ needs }: Pick<PollutionRow, 'needs'>): string | undefined {
  if (needs === undefined) return undefined;
  if (!memoised.has(needs)) memoised.set(needs, reasons[needs]());
  return memoised.get(needs);
}

const reasons: Record<NonNullable<PollutionRow['needs']>, () => string | undefined> = {
  cc: whyNoCompiler,
  asan: whyNoSanitizer,
  sh: () => (process.platform === 'win32' ? 'needs /bin/sh' : undefined),
  amd64: () => (process.arch === 'x64' ? undefined : 'the machine is not amd64'),
  'another toolchain': whyNoToolchain,
};

/** Its library is a package of its own on some systems. */
function whyNoSanitizer(): string | undefined {
  const noCompiler = whyNoCompiler();
  if (noCompiler !== undefined) return noCompiler;
  const args = ['-fsanitize=address', '-xc', '-', '-o', '/dev/null'];
  const { status } = spawnSync('cc', args, { input: 'int main(void) { return 0; }\n' });
  return status === 0 ? undefined : 'the C compiler has no address sanitizer';
}

/** The toolchain comes through the module proxy, once. */
function whyNoToolchain(): string | undefined {
  const env = { ...cleanEnvironment(), GOTOOLCHAIN: 'go1.25.3' };
  const result = spawnSync('go', ['version'], { encoding: 'utf8', env, timeout: 180_000 });
  if (result.status === 0) return undefined;
  return `GOTOOLCHAIN=go1.25.3 go version: ${result.error?.message ?? result.stderr.trim()}`;
}
