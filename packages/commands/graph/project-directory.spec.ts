import { realpathSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory } from '../../support/testing/make-directory';
import { findProjectDirectory } from './project-directory';

const root = realpathSync(
  makeDirectory({
    'nx.json': '{}',
    'apps/app/project.json': '{"name":"my-app"}',
    'apps/app/go.mod': 'module example.com/app\n',
    'libs/lib/go.mod': 'module example.com/lib\n',
    'node_modules/x/go.mod': 'module example.com/hidden\n',
  }),
);

function find(named: string, cwd = root): string {
  return findProjectDirectory({ cwd, env: process.env, cacheRoot: makeDirectory() }, named);
}

describe('findProjectDirectory', () => {
  it('finds a directory, relative or not', () => {
    expect(find('apps/app')).toBe(join(root, 'apps', 'app'));
    expect(find(join(root, 'apps'), '/')).toBe(join(root, 'apps'));
  });

  it('finds a project by the name in its project.json, from a directory beneath the root', () => {
    expect(find('my-app', join(root, 'libs'))).toBe(join(root, 'apps', 'app'));
  });

  it('finds a project that go.mod alone describes by the name that Nx shows', () => {
    expect(find('example.com/lib')).toBe(join(root, 'libs', 'lib'));
  });

  const onPosix = process.platform === 'win32' ? it.skip : it;
  onPosix('finds a project whose go.mod is a link', () => {
    const linked = makeDirectory({ 'nx.json': '{}', 'ok/go.mod': 'module example.com/ok\n', 'x/a.go': '' });
    symlinkSync('../ok/go.mod', join(linked, 'x', 'go.mod'));
    expect(find('example.com/ok@x', linked)).toBe(join(realpathSync(linked), 'x'));
  });

  it.each(['nobody', 'example.com/hidden'])('says that %s is neither', (named) => {
    expect(catchError(() => find(named))).toMatchObject({
      code: 'no-such-project',
      exitCode: 2,
      message: expect.stringContaining(named),
    });
  });

  it('says which names are near', () => {
    expect(catchError(() => find('example.com/lid'))).toMatchObject({
      next: 'Do you mean example.com/lib?',
    });
  });
});
