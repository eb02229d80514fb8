import { generateTested } from '../generate/tested.mjs';
import { interleave } from '../harness/interleave.mjs';
import { TurboWorkspace } from '../harness/turbo-workspace.mjs';

/** Tests of 100 modules with warm Go caches: executed, and replayed. Wall `milliseconds` by name, a value for each round. */
export async function benchTurbo({ rounds, modules }) {
  const workspace = new TurboWorkspace();
  try {
    await workspace.make(generateTested(modules));
    // With a cold cache, each of the tasks would compile the standard library by itself.
    await workspace.go(['test', 'work']);
    return await interleave(
      [
        { name: 'goshawk', run: () => workspace.goshawkTurbo(['test', '--force']) },
        { name: 'stubs', run: () => workspace.turbo(['test', '--force']) },
        { name: 'go', run: () => workspace.go(['test', 'work']) },
        { name: 'goshawkCached', run: () => replayed(workspace.goshawkTurbo(['test']), modules) },
        { name: 'stubsCached', run: () => replayed(workspace.turbo(['test']), modules) },
      ],
      rounds,
    );
  } finally {
    workspace.dispose();
  }
}

/** The rounds before have filled the cache; anything else is no replay. */
async function replayed(running, modules) {
  const result = await running;
  const [, cached] = /Cached:\s+(\d+) cached/.exec(result.output) ?? [];
  if (Number(cached) >= modules) return result;
  throw new Error(`${cached} of ${modules} tasks were replayed:\n${result.output}`);
}
