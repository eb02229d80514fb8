import { cRows } from '../../pollution/c-rows';
import { fileRows } from '../../pollution/file-rows';
import { pollutionFixture } from '../../pollution/fixture';
import { goRows } from '../../pollution/go-rows';
import type { PollutionRow } from '../../pollution/row';
import { both, prevented, type FaultRow, type Use } from '../row';

const USES = { 'go-build': 'build', 'go-test': 'test' } as const satisfies Record<
  PollutionRow['target'],
  Use
>;

/** The rows of e2e/pollution as rows of this table. */
export const runnerFaults: readonly FaultRow[] = [
  ...goRows.map((row) =>
    toFault(row, 'Nx hashes no variable and no setting of Go that is not among the inputs'),
  ),
  ...cRows.map((row) => toFault(row, 'Nx hashes neither C compilers nor what they read outside the project')),
  ...fileRows.map((row) => toFault(row, 'Nx hashes the files that the inputs name, and no others')),
];

function toFault(row: PollutionRow, reason: string): FaultRow {
  const { name, target, shows, files, first, second, needs, expected, plainGo, why, isCheap } = row;
  return {
    name,
    layer: 'inputs that Nx is not told of',
    use: USES[target],
    files: { ...pollutionFixture, ...files },
    ...(needs !== undefined && { needs }),
    ...(first !== undefined && { first }),
    ...(second !== undefined && { second }),
    ...(shows === 'nowhere' && { changesNothing: true as const }),
    removesArtifacts: true,
    expected: { ...both(prevented), ...expected },
    ...(plainGo !== undefined && { plainGo }),
    why: why ?? reason,
    ...(isCheap === true && { isCheap }),
  };
}
