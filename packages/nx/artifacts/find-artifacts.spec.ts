import { join } from 'node:path';
import type { Task } from '@nx/devkit';
import { makeDirectory } from '../../support/testing/make-directory';
import type { ExpectedByTask } from './expected-artifacts';
import { findArtifacts } from './find-artifacts';

const ID = 'app:go-build';
const OWN = { taskInputs: '1', dimension: 'linux', artifacts: ['dist/app/linux/app'] };
const OTHER = { taskInputs: '2', dimension: 'windows', artifacts: ['dist/app/windows/app.exe'] };

function task(overrides: object = {}, outputs: string[] = ['dist/app/linux']): Task {
  const target = { project: 'app', target: 'go-build' };
  return {
    id: ID,
    target,
    overrides: { __overrides_unparsed__: [], ...overrides },
    outputs,
    cache: true,
    parallelism: true,
  };
}

describe('findArtifacts', () => {
  const root = makeDirectory({
    'dist/app/linux/app.intoto.json': '{}',
    'dist/app/linux/notes.txt': '',
    'dist/app/linux/deeper/b.intoto.json': '',
  });
  const linux = [join(root, 'dist/app/linux/app')];

  it('takes what the hook expected of the task with the options that it has', () => {
    const expected = { [ID]: { own: OWN, overridden: OTHER } };
    expect(findArtifacts(task(), expected, root)).toEqual({ artifacts: linux, asked: OWN });
    const windows = { artifacts: [join(root, 'dist/app/windows/app.exe')], asked: OTHER };
    expect(findArtifacts(task({ goos: 'windows' }), expected, root)).toEqual(windows);
    // Nothing on the command line decided a build.
    expect(findArtifacts(task({ verbose: true }), { [ID]: { own: OWN } }, root).asked).toBe(OWN);
  });

  it.each<[string, ExpectedByTask, object]>([
    ['the hook expected nothing', {}, {}],
    ['the hook could not tell', { [ID]: { own: null } }, {}],
    [
      'the hook could not tell with the options of the command line',
      { [ID]: { own: OWN, overridden: null } },
      { goos: 'x' },
    ],
    ['packages of the command line choose others', { [ID]: { own: OWN } }, { packages: './cmd' }],
    ['the command line names another directory', { [ID]: { own: OWN } }, { 'output-path': 'dist/x' }],
  ])('takes those that are attested in its outputs where %s', (_, expected, overrides) => {
    expect(findArtifacts(task(overrides), expected, root)).toEqual({ artifacts: linux, asked: undefined });
  });

  it('finds nothing in outputs that are not there, or are files', () => {
    const outputs = ['dist/missing', 'dist/app/linux/notes.txt'];
    expect(findArtifacts(task({}, outputs), {}, root).artifacts).toEqual([]);
  });
});
