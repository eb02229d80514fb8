import { makeDirectory } from '../../support/testing/make-directory';
import { PlainDisk } from '../testing/plain-disk';
import { NpmWorkspaces } from './npm-workspaces';

function projectsAmong(directories: readonly string[], files: Readonly<Record<string, string>>): string[] {
  const workspaces = new NpmWorkspaces(new PlainDisk(makeDirectory(files)));
  return directories.filter((directory) => workspaces.has(directory));
}

const DIRECTORIES = ['.', 'web', 'libs/ui', 'libs/ui/icons', 'libs/old', 'tools/gen'];

describe('NpmWorkspaces', () => {
  it.each([
    [
      'a list in package.json',
      { 'package.json': '{"workspaces":["web","libs/*"]}' },
      ['web', 'libs/ui', 'libs/old'],
    ],
    [
      'the long form of it, with an exception',
      { 'package.json': '{"workspaces":{"packages":["libs/**","!libs/old"]}}' },
      ['libs/ui', 'libs/ui/icons'],
    ],
    [
      'pnpm-workspace.yaml',
      {
        'pnpm-workspace.yaml':
          'packages:\n  # all of them\n  - \'libs/*\' # ui\n  - "tools/{gen,fmt}"\n\ncatalog:\n  x: 1\n',
      },
      ['libs/ui', 'libs/old', 'tools/gen'],
    ],
    [
      'a list on one line of it',
      { 'pnpm-workspace.yaml': 'packages: ["web", "./tools/*/"]\n' },
      ['web', 'tools/gen'],
    ],
    [
      'patterns with signs of expressions',
      { 'package.json': '{"workspaces":["libs/{a(,*i}","{tools/gen","tools/gen}","+(","web{1,2",null,5]}' },
      ['libs/ui'],
    ],
    ['a list that is none', { 'package.json': '{"workspaces":5}', 'lerna.json': '{"packages":{}}' }, []],
    ['lerna.json', { 'lerna.json': '{"packages":["web"]}' }, ['web']],
    ['a root with a part for Nx', { 'package.json': '{"nx":{}}' }, ['.']],
    ['nothing', { 'package.json': '{}' }, []],
  ])('knows projects by %s', (_name, files, projects) => {
    expect(projectsAmong(DIRECTORIES, files as Record<string, string>)).toEqual(projects);
  });
});
