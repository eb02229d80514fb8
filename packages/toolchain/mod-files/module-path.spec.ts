import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { escapeModulePath, escapeVersion, isDirectoryPath } from './module-path';

describe('escapeModulePath and escapeVersion', () => {
  it('spell a module as the module cache does', () => {
    const [path, version] = ['example.com/Upper/CASE_~x', 'v1.0.0-RC.1'];
    const place = `${escapeModulePath(path)}/@v/${escapeVersion(version)}`;
    expect(place).toBe('example.com/!upper/!c!a!s!e_~x/@v/v1.0.0-!r!c.1');
    const proxy = makeDirectory({
      [`${place}.info`]: JSON.stringify({ Version: version }),
      [`${place}.mod`]: `module ${path}\n`,
    });
    const cwd = makeDirectory({ 'go.mod': `module m\n\ngo 1.21\n\nrequire ${path} ${version}\n` });
    const cache = makeDirectory();
    const env = {
      GOPROXY: pathToFileURL(proxy).href,
      GOSUMDB: 'off',
      GOMODCACHE: cache,
      GOFLAGS: '-mod=mod',
    };
    askGoItself(['list', '-m', 'all'], cwd, goEnvironment(env));
    expect(existsSync(join(cache, 'cache', 'download', `${place}.mod`))).toBe(true);
  });

  it('refuse what cannot be in a module cache', () => {
    const paths = [
      'm',
      '',
      '/example.com/a',
      'example.com/a/',
      'example.com//a',
      'example.com/../a',
      'Example.com/a',
    ];
    paths.push(
      'example.com/a!b',
      'example.com/a/v1',
      'example.com/con',
      'example.com/a~1',
      'example.com/.a',
      'gopkg.in/a',
    );
    for (const path of paths) expect([path, escapeModulePath(path)]).toEqual([path, undefined]);
    for (const version of ['', '..', 'v1!', 'a/b', 'nul']) expect(escapeVersion(version)).toBeUndefined();
    expect(escapeModulePath('gopkg.in/yaml.v3')).toBe('gopkg.in/yaml.v3');
  });
});

describe('isDirectoryPath', () => {
  it('knows the paths of Unix and Windows on both', () => {
    for (const path of ['.', '..', './a', '../a', '/a', '.\\a', '..\\a', '\\a', 'C:\\a', 'c:a']) {
      expect(isDirectoryPath(path)).toBe(true);
    }
    for (const path of ['', 'a', '.a', '...', 'a/b', 'example.com/a'])
      expect(isDirectoryPath(path)).toBe(false);
  });
});
