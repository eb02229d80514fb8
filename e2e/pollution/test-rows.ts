import { newestNx, nxVersions, type NxVersion } from '../support/seed';
import { isFullMatrix } from '../support/mode';
import { itUnless } from '../support/skips';
import { useWorkspaces } from '../support/use-workspaces';
import { pollutionFixture } from './fixture';
import { judge } from './judge';
import { whyNot } from './needs';
import { replayRow } from './replay';
import type { PollutionRow } from './row';

const withDaemon = new Set(['GOOS', 'source of a dependency, for a build']);

/** Tests that no change of some rows is answered with a stale result. */
export function testRows(rows: readonly PollutionRow[]): void {
  const workspace = useWorkspaces();
  for (const nx of nxVersions) {
    for (const daemon of ['off', 'on'] as const) {
      const replayed = rows.filter((row) => isReplayed(row, rows, nx, daemon));
      if (replayed.length === 0) continue;
      describe(`with Nx ${nx} and the daemon ${daemon}`, () => {
        for (const row of replayed) {
          itUnless(whyNot(row))(`a change of ${row.name} is never answered with a stale result`, async () => {
            const files = { ...pollutionFixture, ...row.files };
            const verdict = await replayRow(row, await workspace(files, { nx, daemon }));
            expect(judge(row, verdict)).toBe('right');
          });
        }
      });
    }
  }
}

/** A plain run replays one of the sampled rows on each older Nx, and two rows with the daemon: the fault matrix has the rest. */
function isReplayed(
  row: PollutionRow,
  rows: readonly PollutionRow[],
  nx: NxVersion,
  daemon: 'on' | 'off',
): boolean {
  if (row.isRefused === true) return false;
  if (isFullMatrix) return nx !== newestNx || daemon === 'on';
  if (daemon === 'on') return nx === newestNx && withDaemon.has(row.name);
  const sampled = rows.filter((each) => each.sampled === true);
  return nx !== newestNx && row === sampled[nxVersions.indexOf(nx) % sampled.length];
}
