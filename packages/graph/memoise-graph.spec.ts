import { renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../toolchain/testing/go-environment';
import { computeGoGraph } from './go-graph';
import { memoiseGraph } from './memoise-graph';

const WORKSPACE = {
  'go.work': 'go 1.24\n\nuse (\n\t./app\n\t./lib\n)\n',
  'app/go.mod': 'module example.com/app\n\ngo 1.24\n\nrequire example.com/far v1.0.0\n',
  'app/app.go': 'package app\n\nimport _ "example.com/lib"\n',
  'lib/go.mod': 'module example.com/lib\n\ngo 1.24\n',
  'lib/lib.go': 'package lib\n',
};
const FAR = 'cache/download/example.com/far/@v/v1.0.0.mod';

/** Asks what the app's import leads to, and which modules the go.mod of a dependency requires. */
function place() {
  const root = makeDirectory(WORKSPACE);
  const home = makeDirectory();
  const env = goEnvironment({ ...{ GOENV: join(home, 'env'), HOME: home, GOFLAGS: '' }, GOMODCACHE: '' });
  const manifests = { goMods: ['app/go.mod', 'lib/go.mod'], projectJsons: [], packageJsons: [] };
  let computed = 0;
  const ask = () => {
    const shared = { root, manifests, options: {}, env, installedVersion: undefined };
    const request = { ...shared, cacheFile: join(home, 'memo'), further: undefined };
    const answer = memoiseGraph({
      ...request,
      compute: (disk) => {
        computed++;
        const { nodes, moduleLists } = computeGoGraph({ ...shared, disk });
        const app = nodes.find(({ content }) => content.directory === 'app');
        const far = [...moduleLists.values()].flat().find(({ path }) => path === 'example.com/far');
        return { leadsTo: app?.imports[0]?.to.kind, isFarRead: far?.requires !== undefined };
      },
    });
    return { ...answer, computed };
  };
  const writeSettings = (text: string) => writeFiles(home, { env: text });
  return { home, env, ask, writeSettings };
}

describe('memoiseGraph', () => {
  it('answers the second time without computing', () => {
    const { ask } = place();
    const answer = { leadsTo: 'package', isFarRead: false, computed: 1 };
    expect([ask(), ask()]).toEqual([answer, answer]);
  });

  it('notices another module cache that `go env -w` chose', () => {
    const { ask, env, home } = place();
    expect(ask().isFarRead).toBe(false);
    const cache = makeDirectory({ [FAR]: 'module example.com/far\n\ngo 1.24\n' });
    askGoItself(['env', '-w', `GOMODCACHE=${cache}`], home, env);
    expect(ask()).toEqual({ leadsTo: 'package', isFarRead: true, computed: 2 });
  });

  it('notices GOWORK in the go env file', () => {
    const { ask, writeSettings } = place();
    expect(ask().leadsTo).toBe('package');
    writeSettings('GOWORK=off\n');
    expect(ask().leadsTo).not.toBe('package');
  });

  it('keeps nothing of a workspace that has moved, from where the same way leads to another module cache', () => {
    const mod = 'module example.com/far\n\ngo 1.24\n';
    const home = makeDirectory({
      'a/w/go.mod': 'module example.com/w\n\ngo 1.24\n\nrequire example.com/far v1.0.0\n',
      'a/b/none.txt': '',
      ...{ [`cache/${FAR}`]: mod, [`a/cache/${FAR}`]: mod },
    });
    const env = goEnvironment({ GOMODCACHE: join(home, 'cache'), GOFLAGS: '' });
    const isFarRead = (root: string): boolean => {
      const manifests = { goMods: ['go.mod'], projectJsons: [], packageJsons: [] };
      const shared = { root, manifests, options: {}, env, installedVersion: undefined };
      return memoiseGraph({
        ...{ ...shared, cacheFile: join(home, 'memo'), further: undefined },
        compute: (disk) => {
          const listed = [...computeGoGraph({ ...shared, disk }).moduleLists.values()].flat();
          return listed.some(({ path, requires }) => path === 'example.com/far' && requires !== undefined);
        },
      });
    };
    expect(isFarRead(join(home, 'a/w'))).toBe(true);
    renameSync(join(home, 'a/w'), join(home, 'a/b/w'));
    rmSync(join(home, 'cache'), { recursive: true });
    expect(isFarRead(join(home, 'a/b/w'))).toBe(false);
  });

  it('does not compute again for settings that mean the same', () => {
    const { ask, home, writeSettings } = place();
    const { computed } = ask();
    writeSettings(`GOPATH=${join(home, 'go')}\nGOPROXY=off\n`);
    expect(ask().computed).toBe(computed);
  });
});
