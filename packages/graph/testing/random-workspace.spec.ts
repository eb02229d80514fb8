import fc from 'fast-check';
import { allContexts } from './build-contexts';
import { differences } from './compare-graphs';
import { observe } from './go-list-oracle';
import { placeWorkspace } from './place-workspace';
import { randomWorkspace } from './random-workspace';

/** All that the words of the random workspaces can tell apart. */
const PLATFORMS = [
  'linux/amd64',
  'linux/arm64',
  'windows/amd64',
  'windows/arm64',
  'darwin/amd64',
  'darwin/arm64',
  'js/wasm',
].map((name) => {
  const [goos = '', goarch = ''] = name.split('/');
  return { goos, goarch };
});

describe('randomWorkspace', () => {
  it('can always be listed, and few contexts show what all of them do', async () => {
    const seen = { edges: 0, tests: 0, few: 0, all: 0 };
    await fc.assert(
      fc.asyncProperty(randomWorkspace(), async (workspace) => {
        const { root } = placeWorkspace(workspace);
        const few = await observe(root);
        const all = await observe(root, {
          chooseContexts: (sets, choice) => allContexts(sets, { ...choice, platforms: PLATFORMS }),
        });

        expect(few.failures).toEqual([]);
        expect(differences(few, all)).toEqual([]);
        seen.edges += few.edges.length;
        seen.tests += few.edges.filter(({ kind }) => kind === 'test').length;
        seen.few += few.commands;
        seen.all += all.commands;
      }),
      { seed: 1, numRuns: 4, endOnFailure: true },
    );
    expect(seen.edges).toBeGreaterThan(20);
    expect(seen.tests).toBeGreaterThan(5);
    expect(seen.few).toBeLessThan(seen.all);
  });
});
