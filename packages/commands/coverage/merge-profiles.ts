import { GoshawkError } from '../../support';
import {
  addCounts,
  compareBlocks,
  comparePositions,
  differingBlocks,
  type CoverBlock,
  type CoverProfile,
} from './profile';

/**
 * One profile from several of the same mode: what any of them saw under `set`, sums under `count` and `atomic`.
 *
 * @param name of the result
 * @throws GoshawkError 'cover-modes-differ', 'cover-blocks-differ'
 */
export function mergeProfiles(profiles: readonly CoverProfile[], name: string): CoverProfile {
  const [first] = profiles;
  if (first === undefined) throw new RangeError('no profile to merge');
  const other = profiles.find(({ mode }) => mode !== first.mode);
  if (other !== undefined) throw differingModes(first, other);
  const blocks = new Map<string, CoverBlock>();
  const sources = new Map<string, CoverProfile>();
  for (const profile of profiles) {
    for (const [place, block] of profile.blocks) {
      const known = blocks.get(place);
      if (known !== undefined && known.statements !== block.statements)
        throw differingBlocks(place, sources.get(place)?.name ?? '', profile.name);
      if (known === undefined) sources.set(place, profile);
      blocks.set(
        place,
        known === undefined ? block : { ...known, count: addCounts(first.mode, known.count, block.count) },
      );
    }
  }
  refuseOverlaps(blocks, sources, profiles);
  return { name, mode: first.mode, blocks };
}

/** Blocks of one compilation lie side by side, so that two that overlap, and that no profile has both, are of different sources. */
function refuseOverlaps(
  blocks: ReadonlyMap<string, CoverBlock>,
  sources: ReadonlyMap<string, CoverProfile>,
  profiles: readonly CoverProfile[],
): void {
  const sorted = [...blocks].sort(([, one], [, other]) => compareBlocks(one, other));
  for (const [index, [place, block]] of sorted.entries()) {
    const [before, previous] = sorted[index - 1] ?? [];
    if (before === undefined || previous?.file !== block.file) continue;
    if (comparePositions(block.start, previous.end) >= 0) continue;
    if (profiles.some((one) => one.blocks.has(before) && one.blocks.has(place))) continue;
    throw differingBlocks(place, sources.get(before)?.name ?? '', sources.get(place)?.name ?? '');
  }
}

function differingModes(one: CoverProfile, other: CoverProfile): GoshawkError {
  return new GoshawkError({
    code: 'cover-modes-differ',
    message: `${one.name} has the mode ${one.mode}, and ${other.name} has the mode ${other.mode}: their counts mean different things.`,
    next: 'Run all tests with the same -covermode; it is set by default, and atomic with race.',
  });
}
