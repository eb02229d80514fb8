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

/**
 * A plain run replays on the newest Nx the sampled rows and every third one of the rest, a half of the sampled rows on each
 * older one, and two rows with the daemon.
 */
function isReplayed(
  row: PollutionRow,
  rows: readonly PollutionRow[],
  nx: NxVersion,
  daemon: 'on' | 'off',
): boolean {
  if (isFullMatrix) return true;
  if (daemon === 'on') return nx === newestNx && withDaemon.has(row.name);
  const isSampled = row.sampled === true;
  const place = rows.filter(({ sampled = false }) => sampled === isSampled).indexOf(row);
  if (nx === newestNx) return isSampled || place % 3 === 0;
  return isSampled && place % 2 === nxVersions.indexOf(nx) % 2;
}
