import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory } from '../../support/testing/make-directory';
import { findGo } from './find-go';

const onPosix = process.platform === 'win32' ? describe.skip : describe;

function makeGo(directory: string, name = 'go'): string {
  const made = makeDirectory({ [`${directory}/${name}`]: '#!/bin/sh\n' });
  chmodSync(join(made, directory, name), 0o755);
  return join(made, directory, name);
}

onPosix('findGo', () => {
  it('takes the first executable go of PATH', () => {
    const notExecutable = makeDirectory({ go: '' });
    const isDirectory = makeDirectory({ 'go/x': '' });
    const [first, second] = [makeGo('bin'), makeGo('bin')];
    const PATH = [notExecutable, isDirectory, join(first, '..'), join(second, '..')].join(delimiter);
    expect(findGo({ env: { PATH }, cwd: '/' })).toBe(first);
  });

  it('takes goBinary as a path from the working directory, or as a name in PATH', () => {
    const go = makeGo('sdk/bin', 'go1.26');
    expect(findGo({ goBinary: './bin/go1.26', env: {}, cwd: join(go, '..', '..') })).toBe(go);
    expect(findGo({ goBinary: go, env: {}, cwd: '/' })).toBe(go);
    expect(findGo({ goBinary: 'go1.26', env: { PATH: join(go, '..') }, cwd: '/' })).toBe(go);
  });

  it('leaves out relative entries of PATH, which mean another directory for each task', () => {
    const go = makeGo('bin');
    expect(catchError(() => findGo({ env: { PATH: 'bin:.:' }, cwd: join(go, '..', '..') }))).toMatchObject({
      code: 'go-not-found',
    });
  });

  it('says where a go command is that PATH lacks', () => {
    const go = makeGo('bin');
    const error = catchError(() =>
      findGo({ env: { PATH: '/nowhere', GOROOT: join(go, '..', '..') }, cwd: '/' }),
    );
    expect(error).toMatchObject({ code: 'go-not-found', next: expect.stringContaining(go) as string });
  });

  it('names the goBinary that is not there', () => {
    expect(catchError(() => findGo({ goBinary: './sdk/go', env: {}, cwd: '/' }))).toMatchObject({
      code: 'go-not-found',
      message: expect.stringContaining('./sdk/go') as string,
    });
  });
});
