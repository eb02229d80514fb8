import { Producers } from './producers';
import { TargetDefaults } from './target-defaults';

describe('Producers', () => {
  it('know a project without a name by the one that Nx gives it', () => {
    const described = { root: 'libs/Gen', file: 'libs/Gen/project.json', name: undefined, tags: [] };
    const targets = { build: { outputs: ['{projectRoot}/out'] } };
    const producers = new Producers([{ ...described, targets }], new TargetDefaults(undefined), {});
    const task = { root: described.root, project: 'gen', target: 'build', output: 'libs/Gen/out' };
    expect(producers.of('libs/Gen/out/a.go')).toEqual([task]);
    expect(producers.leavesOut(task, 'libs/Gen/other/a.go')).toBe(true);
  });
});
