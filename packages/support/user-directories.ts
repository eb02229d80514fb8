import { isAbsolute, posix, win32 } from 'node:path';
import { readVariable, type Env } from './environment';
import { GoshawkError } from './errors';

/** The user's cache directory, by the rules of Go's os.UserCacheDir (where Go puts its own cache as well). */
export function userCacheDirectory(env: Env, platform: NodeJS.Platform = process.platform): string {
  switch (platform) {
    case 'win32':
      return required(readVariable(env, 'LocalAppData', platform), '%LocalAppData%');
    case 'darwin':
      return posix.join(required(env.HOME, '$HOME'), 'Library', 'Caches');
    default:
      return env.XDG_CACHE_HOME
        ? absoluteXdg(env.XDG_CACHE_HOME)
        : posix.join(required(env.HOME, '$HOME'), '.cache');
  }
}

/** Where the caches of all build dimensions live: GOSHAWK_CACHE_ROOT, or `goshawk` in the user's cache directory. */
export function defaultCacheRoot(env: Env, platform: NodeJS.Platform = process.platform): string {
  const configured = readVariable(env, 'GOSHAWK_CACHE_ROOT', platform);
  if (configured) {
    if (isAbsolute(configured)) return configured;
    throw new GoshawkError({
      code: 'cache-root-not-absolute',
      message: `GOSHAWK_CACHE_ROOT is "${configured}", which is not an absolute path.`,
      next: 'Set it to an absolute path: tasks run in different directories.',
      exitCode: 2,
    });
  }
  const separator = platform === 'win32' ? win32.sep : posix.sep;
  return `${userCacheDirectory(env, platform)}${separator}goshawk`;
}

function required(value: string | undefined, name: string): string {
  if (value) return value;
  throw new GoshawkError({
    code: 'no-user-cache-directory',
    message: `The user's cache directory is unknown: ${name} is not set.`,
    next: `Set ${name}, or GOSHAWK_CACHE_ROOT to an absolute path.`,
  });
}

function absoluteXdg(value: string): string {
  if (posix.isAbsolute(value)) return value;
  throw new GoshawkError({
    code: 'no-user-cache-directory',
    message: `XDG_CACHE_HOME is "${value}", which is not an absolute path.`,
    next: 'Set it to an absolute path (Go insists on that too), or unset it.',
  });
}
