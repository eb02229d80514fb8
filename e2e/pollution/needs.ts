import { spawnSync } from 'node:child_process';
import { cleanEnvironment } from '../support/environment';
import type { PollutionRow } from './row';

const memoised = new Map<string, string | undefined>();

/** Why this machine cannot replay a row; undefined when it can. */
export function whyNot({ needs }: PollutionRow): string | undefined {
  if (needs === undefined) return undefined;
  if (!memoised.has(needs)) memoised.set(needs, reasons[needs]());
  return memoised.get(needs);
}

const reasons: Record<NonNullable<PollutionRow['needs']>, () => string | undefined> = {
  cc: () => whyFails('cc', ['--version'], {}),
  amd64: () => (process.arch === 'x64' ? undefined : 'the machine is not amd64'),
  'another toolchain': () => whyFails('go', ['version'], { GOTOOLCHAIN: 'go1.25.3' }),
};

function whyFails(file: string, args: string[], env: NodeJS.ProcessEnv): string | undefined {
  const result = spawnSync(file, args, {
    encoding: 'utf8',
    env: { ...cleanEnvironment(), ...env },
    timeout: 180_000,
  });
  if (result.status === 0) return undefined;
  return `${file} ${args.join(' ')}: ${result.error?.message ?? result.stderr.trim()}`;
}
