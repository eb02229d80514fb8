import type { Env } from '../../toolchain';
import { hostPlatform, type Platform } from './host-platform';

/** Options of go-build that decide its platform. */
export interface PlatformOptions {
  readonly goos?: string;
  readonly goarch?: string;
  readonly env?: Readonly<Record<string, string>>;
}

/** The environment that Nx gives a target's task in a configuration, dotenv files applied. */
export type EnvironmentOf = (configuration: string | undefined) => Env;

/** What an environment says of the parts of a platform that no option names; a configuration's `env` replaces the target's. */
export function platformTaken(
  base: PlatformOptions,
  own: PlatformOptions | undefined,
  environment: Env,
): Partial<Platform> {
  const env = own?.env ?? base.env;
  const now = hostPlatform({ ...environment, ...env });
  return {
    ...(own?.goos === undefined &&
      (base.goos === undefined || env?.GOOS !== undefined) && { goos: now.goos }),
    ...(own?.goarch === undefined &&
      (base.goarch === undefined || env?.GOARCH !== undefined) && { goarch: now.goarch }),
  };
}

/** The platform of a target in a configuration. */
export function platformOf(
  base: PlatformOptions,
  own: PlatformOptions | undefined,
  environment: Env,
): Platform {
  const taken = platformTaken(base, own, environment);
  return {
    goos: own?.goos ?? taken.goos ?? base.goos ?? '',
    goarch: own?.goarch ?? taken.goarch ?? base.goarch ?? '',
  };
}
