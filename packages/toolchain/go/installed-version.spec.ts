import { chmodSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { installedGoVersion } from './installed-version';

describe('installedGoVersion', () => {
  it('is what the go command says of itself', () => {
    const own = askGoItself(['env', 'GOVERSION'], '.', goEnvironment()).trim();
    expect(installedGoVersion({ env: process.env, cwd: '.' })).toBe(own);
  });

  it('is unknown without Go, and where a script stands in its place', () => {
    const directory = makeDirectory({ 'bin/go': '#!/bin/sh\nexec real-go "$@"\n' });
    chmodSync(join(directory, 'bin', 'go'), 0o755);
    expect(installedGoVersion({ env: { PATH: join(directory, 'bin') }, cwd: '.' })).toBeUndefined();
    expect(installedGoVersion({ env: { PATH: directory }, cwd: '.' })).toBeUndefined();
  });
});
