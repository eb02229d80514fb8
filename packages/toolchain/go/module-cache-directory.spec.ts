import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { moduleCacheDirectory } from './module-cache-directory';

describe('moduleCacheDirectory', () => {
  it('finds what `go env GOMODCACHE` says, wherever it was set', () => {
    const home = makeDirectory({
      '.config/go/env': '# GOPATH=/no\nGOPATH=/of/default\n',
      'Library/Application Support/go/env': 'GOPATH=/of/default\n',
      'xdg/go/env': `GOMODCACHE=/of/xdg\n`,
      'given.env': 'GOPATH=/of/given:/second\ngomodcache=/no\n',
      'empty.env': '',
    });
    const unset = { GOMODCACHE: undefined, GOPATH: undefined, GOENV: undefined, XDG_CONFIG_HOME: undefined };
    const environments = [
      { GOMODCACHE: '/of/environment', GOPATH: '/no' },
      { GOPATH: '/of/path:/second' },
      { GOENV: 'off' },
      { GOENV: join(home, 'given.env') },
      { GOENV: join(home, 'given.env'), GOMODCACHE: '', GOPATH: '/of/environment' },
      { GOENV: join(home, 'empty.env') },
      { GOENV: join(home, 'nowhere.env') },
      { XDG_CONFIG_HOME: join(home, 'xdg') },
      {},
    ];
    for (const settings of environments) {
      const env = goEnvironment({ ...unset, HOME: home, USERPROFILE: home, ...settings });
      const theirs = askGoItself(['env', 'GOMODCACHE'], home, env).trim();
      expect([settings, moduleCacheDirectory(env, '/elsewhere')]).toEqual([settings, theirs]);
    }
  });
});
