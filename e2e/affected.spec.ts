import { chooseEdits, type FileEdit } from './affected/edits';
import { moduleEnvironment, randomModules } from './affected/fixture';
import { RandomSource } from './affected/random-source';
import { Truth } from './affected/truth';
import { expectExit } from './support/expect-exit';
import { isFullMatrix } from './support/mode';
import type { Env } from './support/run';
import { newestNx, nxVersions } from './support/seed';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const seeds = isFullMatrix ? [1, 2, 3] : [1];

for (const nx of nxVersions) {
  it.each(seeds)(`affects every task that an edit can change, with Nx ${nx} (seed %s)`, async (seed) => {
    const random = new RandomSource(seed);
    const space = await workspace(randomModules(random), { nx });
    const env = moduleEnvironment(space.path('.nx', 'modules'));
    expectExit(await space.run('go', ['mod', 'download'], { env }), 0);
    await commit(space);
    const goFiles = (await space.run('git', ['ls-files', '*.go'])).stdout.trim().split('\n');
    const before = await Truth.ask(space, env);
    const all = chooseEdits(space, goFiles, random);
    // Twelve go-vet, four go-build and the tests: the truth is not empty.
    expect(
      before.affectedBy({ file: 'go.work', content: '', concerns: 'everything' }).length,
    ).toBeGreaterThan(20);
    // Each asks Nx for its graph: a sample shows that edges and inputs reach the older ones as well.
    const share = nx === newestNx ? 3 : 9;
    const edits = isFullMatrix ? all : all.filter((_, index) => index % share === 1);
    const wrong: object[] = [];
    for (const edit of edits) {
      const isNew = !space.has(edit.file);
      space.write({ [edit.file]: edit.content });
      const after = isNew ? await Truth.ask(space, env) : before;
      const should = after.affectedBy(edit);
      const is = await affectedTasks(space, env);
      const missed = should.filter((task) => !is.includes(task));
      const idle = isExact(edit, nx) ? is.filter((task) => !should.includes(task)) : [];
      if (missed.length + idle.length > 0) wrong.push({ file: edit.file, missed, idle });
      expectExit(await space.run('git', ['checkout', '--quiet', '.']), 0);
      expectExit(await space.run('git', ['clean', '-fdq']), 0);
    }
    expect(wrong).toEqual([]);
  });
}

/** Before Nx 24, whole projects are affected; what chooses versions is hashed for all modules of a go.work. */
function isExact({ concerns }: FileEdit, nx: string): boolean {
  return nx === newestNx && concerns === 'readers';
}

async function affectedTasks(space: Workspace, env: Env): Promise<string[]> {
  const file = space.path('.nx', 'tasks.json');
  const targets = ['go-build', 'go-test', 'go-vet'].join();
  expectExit(await space.nx(['affected', '-t', targets, '--base=HEAD', `--graph=${file}`], env), 0);
  const { tasks } = JSON.parse(space.read('.nx/tasks.json')) as { tasks: { tasks: Record<string, object> } };
  return Object.keys(tasks.tasks).sort();
}

async function commit(space: Workspace): Promise<void> {
  const author = ['-c', 'user.name=test', '-c', 'user.email=test@example.test'];
  expectExit(await space.run('git', ['add', '.']), 0);
  expectExit(await space.run('git', [...author, 'commit', '--quiet', '-m', 'base']), 0);
}
