import fc from 'fast-check';
import { compareWithGo } from './testing/compare-with-go';
import { placeWorkspace } from './testing/place-workspace';
import { randomWorkspace } from './testing/random-workspace';
import { trickyWorkspace } from './testing/tricky-workspace';

const RUNS = Number(process.env.GOSHAWK_TEST_RUNS ?? 6);

describe('computeGoGraph has the edges and closures of go list', () => {
  it('for every tricky shape', async () => {
    const { root, env } = placeWorkspace(trickyWorkspace());
    const found = await compareWithGo(root, env);
    // The go command says nothing of a module whose content it cannot get.
    expect(found.differences).toEqual([
      'false external alone/replace-other-version -> example.com/replaced',
      'false external alone/third-party-without-sum -> example.net/third',
    ]);
  });

  it('for random workspaces', async () => {
    await fc.assert(
      fc.asyncProperty(randomWorkspace(), async (workspace) => {
        const { root, env } = placeWorkspace(workspace);
        const found = await compareWithGo(root, env);
        expect(found.truth.failures).toEqual([]);
        expect(found.differences).toEqual([]);
      }),
      { seed: 3, numRuns: RUNS, endOnFailure: true },
    );
  });
});
