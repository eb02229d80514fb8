import { changedGraphFile, generateGraph } from '../generate/graph.mjs';
import { GraphWorkspace } from '../harness/graph-workspace.mjs';
import { interleave } from '../harness/interleave.mjs';

const GRAPH = ['graph', '--file=dist/graph.json'];
const CACHED = ['run-many', '-t', 'go-vet', '--outputStyle=static'];
const COPIES = ['goshawk', 'readyMade', 'described', 'empty'];
/** What Nx calls the plugin's parts in making a graph, and before tasks. */
const GRAPH_PARTS = ['createNodes', 'createDependencies'];
const TASK_PARTS = ['preTasksExecution'];

/**
 * `nx graph` of a workspace cold and with one changed file, and `nx run-many` of tasks that are all cached.
 *
 * @returns samples by copy, in milliseconds; those of `goshawk` and `readyMade` have the plugin's `share`
 */
export async function benchGraph({ modules: count, rounds, skipTasks }) {
  const { sources, modules } = generateGraph(count);
  const workspace = new GraphWorkspace(sources, modules);
  const run = (copy, args, parts) => async () => withShare(await workspace.nx(workspace[copy], args), parts);
  try {
    await workspace.makeReady(modules);
    const cold = await interleave(
      COPIES.map((name) => ({
        name,
        prepare: () => workspace.forget(workspace[name]),
        run: run(name, GRAPH, GRAPH_PARTS),
      })),
      rounds,
    );
    const change = (round) => workspace.write(changedGraphFile(`round ${round}`));
    const [first, ...others] = COPIES.map((name) => ({ name, run: run(name, GRAPH, GRAPH_PARTS) }));
    const warm = await interleave([{ ...first, prepare: change }, ...others], rounds);
    if (skipTasks) return { count, cold, warm };
    // The round that interleave() leaves out is the one in which the tasks run.
    const tasks = ['goshawk', 'described'].map((name) => ({ name, run: run(name, CACHED, TASK_PARTS) }));
    return { count, cold, warm, cached: await interleave(tasks, rounds) };
  } finally {
    workspace.dispose();
  }
}

/** Adds the plugin's `share` in milliseconds; NaN where Nx does not tell it. */
function withShare({ output, ...measured }, parts) {
  const took = parts.map((part) => {
    const line = new RegExp(`Time taken for '(?:goshawk|ready-made):${part}' ([\\d.]+)ms`);
    return Number(line.exec(output)?.[1]);
  });
  return { ...measured, share: took.reduce((sum, one) => sum + one, 0) };
}
