import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { catchError } from './testing/catch-error';
import { makeDirectory } from './testing/make-directory';
import { defaultCacheRoot, userCacheDirectory } from './user-directories';

describe('userCacheDirectory', () => {
  it('is where Go puts its own cache', () => {
    const { PATH } = process.env;
    const home = makeDirectory();
    const local = join(home, 'local');
    const settings = [{ HOME: home }, { HOME: home, XDG_CACHE_HOME: join(home, 'xdg') }];
    for (const variables of settings) {
      const env = { PATH, LocalAppData: local, USERPROFILE: home, ...variables };
      const gocache = execFileSync('go', ['env', 'GOCACHE'], { env, cwd: home, encoding: 'utf8' }).trim();
      expect(join(userCacheDirectory(env), 'go-build')).toBe(gocache);
    }
  });

  it('follows the habits of each system', () => {
    expect(userCacheDirectory({ HOME: '/Users/a', XDG_CACHE_HOME: '/x' }, 'darwin')).toBe(
      '/Users/a/Library/Caches',
    );
    expect(userCacheDirectory({ LOCALAPPDATA: 'C:\\Local' }, 'win32')).toBe('C:\\Local');
    expect(userCacheDirectory({ HOME: '/home/a', XDG_CACHE_HOME: '' }, 'linux')).toBe('/home/a/.cache');
  });

  it.each([
    ['linux', {}],
    ['linux', { HOME: '/home/a', XDG_CACHE_HOME: 'relative' }],
    ['darwin', {}],
    ['win32', {}],
  ] as const)('says on %s what to set when %j is all there is', (platform, env) => {
    expect(catchError(() => userCacheDirectory(env, platform))).toMatchObject({
      code: 'no-user-cache-directory',
    });
  });
});

describe('defaultCacheRoot', () => {
  it('is a directory of its own in the cache directory', () => {
    expect(defaultCacheRoot({ HOME: '/home/a' }, 'linux')).toBe('/home/a/.cache/goshawk');
    expect(defaultCacheRoot({ LocalAppData: 'C:\\Local' }, 'win32')).toBe('C:\\Local\\goshawk');
  });

  it('is what GOSHAWK_CACHE_ROOT says, which must be absolute', () => {
    const root = makeDirectory();
    expect(defaultCacheRoot({ GOSHAWK_CACHE_ROOT: root })).toBe(root);
    expect(catchError(() => defaultCacheRoot({ GOSHAWK_CACHE_ROOT: 'cache' }))).toMatchObject({
      code: 'cache-root-not-absolute',
      exitCode: 2,
    });
  });
});
