import { makeDirectory } from '../../support/testing/make-directory';
import { computeGraph, projectsOf } from '../testing/compute-graph';

const MAIN = 'package main\n\nfunc main() {}\n';

describe('targets of a project whose packages all belong to projects beneath it', () => {
  const target = (packages: string[]) => ({ executor: 'goshawk:go-test', options: { packages } });
  const targets = { all: target(['./...']), one: target(['./cmd/a']), none: target(['./docs']) };
  const root = makeDirectory({
    'go.mod': 'module example.com/m\n\ngo 1.24\n',
    'cmd/a/main.go': MAIN,
    'cmd/b/main.go': MAIN,
    'project.json': JSON.stringify({ name: 'root', targets }),
  });
  const inputsOf = (target: string) => {
    const projects = Object.values(projectsOf(computeGraph(root, { projectJsons: ['.'] })));
    return JSON.stringify(projects.find((one) => one.root === '.')?.targets?.[target]?.inputs);
  };

  it('read the packages that their patterns name', () => {
    expect(inputsOf('all')).toMatch(/cmd\/a.*cmd\/b/);
    expect(inputsOf('one')).toContain('cmd/a');
    expect(inputsOf('one')).not.toContain('cmd/b');
  });

  it.each(['all', 'one', 'none'])('read the go.mod: %s', (name) => {
    expect(inputsOf(name)).toContain('go.mod');
  });
});
