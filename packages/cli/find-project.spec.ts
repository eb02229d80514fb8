import { join } from 'node:path';
import { catchError } from '../support/testing/catch-error';
import { makeDirectory } from '../support/testing/make-directory';
import { findProjectDirectory } from './find-project';

const root = makeDirectory({
  'apps/app/project.json': '{"name":"my-app"}',
  'apps/broken/project.json': '{"name":',
  'node_modules/x/project.json': '{"name":"hidden"}',
});

describe('findProjectDirectory', () => {
  it('finds a directory, relative or not', () => {
    expect(findProjectDirectory('apps/app', root)).toBe(join(root, 'apps', 'app'));
    expect(findProjectDirectory(join(root, 'apps'), '/')).toBe(join(root, 'apps'));
  });

  it('finds a project by the name in its project.json', () => {
    expect(findProjectDirectory('my-app', root)).toBe(join(root, 'apps', 'app'));
  });

  it.each(['nobody', 'hidden'])('says that %s is neither', (named) => {
    expect(catchError(() => findProjectDirectory(named, root))).toMatchObject({
      code: 'no-such-project',
      exitCode: 2,
      message: expect.stringContaining(named),
    });
  });
});
