import { changedGraphFile, generateGraph } from '../generate/graph.mjs';
import { GraphWorkspace } from '../harness/graph-workspace.mjs';
import { interleave } from '../harness/interleave.mjs';

const GRAPH = ['graph', '--file=dist/graph.json'];
const CACHED = ['run-many', '-t', 'go-vet', '--outputStyle=static'];
const COPIES = ['goshawk', 'described', 'empty'];

/**
 * `nx graph` of a workspace cold and with one changed file, and `nx run-many` of tasks that are all cached.
 *
 * @returns samples by copy, in milliseconds; those of `goshawk` have its `own` share
 */
export async function benchGraph({ modules: count, rounds, skipTasks }) {
  const { sources, modules } = generateGraph(count);
  const workspace = new GraphWorkspace(sources, modules);
  const run = (copy, args) => async () => withShares(await workspace.nx(workspace[copy], args));
  try {
    const cold = await interleave(
      COPIES.map((name) => ({
        name,
        prepare: () => workspace.forget(workspace[name]),
        run: run(name, GRAPH),
      })),
      rounds,
    );
    const change = (round) => workspace.write(changedGraphFile(`round ${round}`));
    const [first, ...others] = COPIES.map((name) => ({ name, run: run(name, GRAPH) }));
    const warm = await interleave([{ ...first, prepare: change }, ...others], rounds);
    if (skipTasks) return { count, cold, warm };
    // The round that interleave() leaves out is the one in which the tasks run.
    const tasks = ['goshawk', 'described'].map((name) => ({ name, run: run(name, CACHED) }));
    return { count, cold, warm, cached: await interleave(tasks, rounds) };
  } finally {
    workspace.dispose();
  }
}

/** Adds what Nx says of the plugin's part: making nodes and edges in the plugin's worker, and the hook before tasks. */
function withShares({ output, ...measured }) {
  const took = (name) => {
    const found = output.matchAll(new RegExp(`Time taken for '(?:goshawk:)?${name}[^']*' ([\\d.]+)ms`, 'g'));
    return [...found].reduce((sum, [, value]) => sum + Number(value), 0);
  };
  return {
    ...measured,
    output,
    own: took('createNodes') + took('createDependencies'),
    hook: took('preTasksExecution'),
  };
}
