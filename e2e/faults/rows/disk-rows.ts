import { mountReadOnly, mountSmallDisk } from '../../../packages/support/testing/small-disk';
import type { CachePlace } from '../cache-place';
import { answering, saying } from '../programs';
import { both, detected, prevented, type FaultRow } from '../row';

/** What can happen to the place in which a cache lies. */
export const diskRows: readonly FaultRow[] = [
  {
    ...diskRow('a full disk under an empty cache', fillUp),
    expected: both(prevented),
    plainGo: 'right',
    why: 'Go ignores that it cannot keep an output, and uses what lies in its work directory (cmd/go/internal/work/buildid.go: updateBuildID)',
  },
  {
    ...diskRow('a cache that became read-only', ({ directory }) => ({ end: mountReadOnly(directory) })),
    expected: both(detected('cache-root-unwritable')),
    plainGo: 'right',
    why: 'Go ignores that it cannot keep an output; Goshawk cannot keep what it knows of the cache, and wants it writable',
  },
  {
    ...diskRow('an empty cache on a read-only disk', makeEmptyReadOnly),
    expected: both(detected('cache-root-unwritable')),
    plainGo: 'error',
    why: 'Go makes the directories of a cache when it opens one (cmd/go/internal/cache/cache.go: Open)',
  },
];

function diskRow(name: string, damage: FaultRow['damage']) {
  return {
    name,
    layer: 'the disk of the build cache',
    use: 'build',
    needs: 'mounts',
    files: answering(saying(`${name}: 1`)),
    damage,
    removesArtifacts: true,
    missesNx: true,
  } as const;
}

function fillUp({ directory }: CachePlace) {
  const disk = mountSmallDisk(directory, 6);
  return { end: () => disk.dispose(), relieve: () => disk.resize(400) };
}

function makeEmptyReadOnly({ directory }: CachePlace) {
  const disk = mountSmallDisk(directory, 6);
  disk.makeReadOnly();
  return { end: () => disk.dispose() };
}
