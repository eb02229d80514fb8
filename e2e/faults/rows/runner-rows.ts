import { cRows } from '../../pollution/c-rows';
import { fileRows } from '../../pollution/file-rows';
import { pollutionFixture } from '../../pollution/fixture';
import { goRows } from '../../pollution/go-rows';
import { moduleRows } from '../../pollution/module-rows';
import type { PollutionRow } from '../../pollution/row';
import type { Workspace } from '../../support/workspace';
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
  ...moduleRows.map((row) => toFault(row, 'Nx hashes the files that the inputs name, and no others')),
  {
    name: 'a commit, which -buildvcs stamps',
    layer: 'inputs that Nx is not told of',
    use: 'build',
    files: pollutionFixture,
    flags: () => ['-buildvcs=true'],
    first: { apply: commit('first') },
    second: { apply: commit('second') },
    removesArtifacts: true,
    expected: both(prevented),
    why: 'Nx hashes no commit',
  },
];

/** A commit of nothing, which is the same in each workspace. */
function commit(message: string) {
  return async (workspace: Workspace): Promise<void> => {
    const names = ['AUTHOR', 'COMMITTER'].flatMap((role) => [
      [`GIT_${role}_NAME`, 'somebody'],
      [`GIT_${role}_EMAIL`, 'somebody@example.test'],
      [`GIT_${role}_DATE`, '2024-01-01T00:00:00Z'],
    ]);
    const env = Object.fromEntries(names) as Record<string, string>;
    const args = ['commit', '--quiet', '--allow-empty', '--message', message];
    const { exitCode, output } = await workspace.run('git', args, { env });
    if (exitCode !== 0) throw new Error(output);
  };
}

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
