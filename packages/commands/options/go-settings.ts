import { UsageError } from '../../support';
import type { Env } from '../../toolchain';
import { listOf, type SharedOptions } from './go-options';

/** What options come to: the environment and the flags of a go command. */
export interface GoSettings {
  readonly env: Env;
  readonly flags: readonly string[];
}

/**
 * Translates options into environment variables and flags. Options win over the environment.
 *
 * @throws UsageError 'two-platforms'
 */
export function settingsOf(options: SharedOptions, env: Env): GoSettings {
  const own: Record<string, string> = { ...options.env };
  checkPlatform(options);
  if (options.goos !== undefined) own.GOOS = options.goos;
  if (options.goarch !== undefined) own.GOARCH = options.goarch;
  if (options.cgo !== undefined) own.CGO_ENABLED = options.cgo ? '1' : '0';
  return { env: { ...env, ...own }, flags: [...flagsOf(options), ...(options.flags ?? [])] };
}

/** Task runners file artifacts under the platform that the options name: a variable must not make them another's. */
function checkPlatform({ goos, goarch, env = {} }: SharedOptions): void {
  for (const [option, value, variable] of [
    ['goos', goos, 'GOOS'],
    ['goarch', goarch, 'GOARCH'],
  ] as const) {
    const other = env[variable];
    if (value === undefined || other === undefined || other === value) continue;
    throw new UsageError({
      code: 'two-platforms',
      message: `The option env says ${variable}=${other}, and the option ${option} says ${value}.`,
      next: `Use the option ${option} alone, such as --${option}=${other}.`,
    });
  }
}

function flagsOf(options: SharedOptions): string[] {
  const flags = [`-buildvcs=${options.stamp === true ? 'true' : 'false'}`];
  const tags = listOf(options.tags)
    .flatMap((tag) => tag.split(/[\s,]+/))
    .filter((tag) => tag !== '');
  if (tags.length > 0) flags.push(`-tags=${tags.join(',')}`);
  for (const name of ['trimpath', 'race', 'msan', 'asan', 'cover'] as const) {
    const value = options[name];
    if (value !== undefined) flags.push(`-${name}=${value}`);
  }
  for (const name of ['ldflags', 'gcflags', 'asmflags', 'buildmode', 'pgo', 'overlay', 'mod'] as const) {
    const value = options[name];
    if (value !== undefined) flags.push(`-${name}=${value}`);
  }
  return flags;
}
