import { cRows } from './pollution/c-rows';
import { fileRows } from './pollution/file-rows';
import { pollutionFixture } from './pollution/fixture';
import { goRows } from './pollution/go-rows';
import { judge } from './pollution/judge';
import { whyNot } from './pollution/needs';
import { replayRow } from './pollution/replay';
import type { PollutionRow } from './pollution/row';
import { isFullMatrix } from './support/mode';
import { newestNx, nxVersions, type NxVersion } from './support/seed';
import { itUnless } from './support/skips';
import { useWorkspaces } from './support/use-workspaces';

const workspace = useWorkspaces();
const rows: readonly PollutionRow[] = [...goRows, ...cRows, ...fileRows];
const withDaemon = new Set(['GOOS', 'source of a dependency, for a build']);

for (const nx of nxVersions) {
  for (const daemon of ['off', 'on'] as const) {
    describe(`with Nx ${nx} and the daemon ${daemon}`, () => {
      for (const row of rows.filter((row) => isReplayed(row, nx, daemon))) {
        itUnless(whyNot(row))(`a change of ${row.name} is never answered with a stale result`, async () => {
          const files = { ...pollutionFixture, ...row.files };
          const verdict = await replayRow(row, await workspace(files, { nx, daemon }));
          expect(judge(row, verdict)).toBe('right');
        });
      }
    });
  }
}

/**
 * A plain run replays on the newest Nx the sampled rows and every other one of the rest, a half of the sampled rows on each
 * older one, and two rows with the daemon.
 */
function isReplayed(row: PollutionRow, nx: NxVersion, daemon: 'on' | 'off'): boolean {
  if (isFullMatrix) return true;
  if (daemon === 'on') return nx === newestNx && withDaemon.has(row.name);
  const isSampled = row.sampled === true;
  const place = rows.filter(({ sampled = false }) => sampled === isSampled).indexOf(row);
  if (nx === newestNx) return isSampled || place % 2 === 0;
  return isSampled && place % 2 === nxVersions.indexOf(nx) % 2;
}
