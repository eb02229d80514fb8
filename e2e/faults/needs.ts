import { spawnSync } from 'node:child_process';
import { whyNoSmallDisk } from '../../packages/support/testing/small-disk';
import { whyNot as whyNotReplayed } from '../pollution/needs';
import { whyNoCompiler } from '../support/compiler';
import { e2eDirectory } from '../support/directories';

/** What a machine must have for a row. */
export type Need =
  | 'cc'
  | 'asan'
  | 'pkg-config'
  | 'sh'
  | 'amd64'
  | 'another toolchain'
  | 'file modes'
  | 'symbolic links'
  | 'mounts';

const memoised = new Map<Need, string | undefined>();

/** Why this machine cannot run a row; undefined when it can. */
export function whyNot(need: Need | undefined): string | undefined {
  if (need === undefined) return undefined;
  if (!memoised.has(need)) memoised.set(need, reasons[need]());
  return memoised.get(need);
}

const noShell = () => (process.platform === 'win32' ? 'its tools are scripts of /bin/sh' : undefined);

const reasons: Record<Need, () => string | undefined> = {
  cc: () => noShell() ?? whyNoCompiler(),
  asan: () => noShell() ?? whyNotReplayed({ needs: 'asan' }),
  'pkg-config': () =>
    reasons.cc() ??
    (spawnSync('pkg-config', ['--version']).status === 0 ? undefined : 'pkg-config is not installed'),
  sh: noShell,
  amd64: () => whyNotReplayed({ needs: 'amd64' }),
  'another toolchain': () => whyNotReplayed({ needs: 'another toolchain' }),
  'file modes': whyNoFileModes,
  'symbolic links': () =>
    process.platform === 'win32' ? 'symbolic links need a privilege on Windows' : undefined,
  mounts: () => whyNoSmallDisk(e2eDirectory('workspaces', `small-disk-${process.pid}`)),
};

const DROP_ROOT_RIGHTS = ['--bounding-set', '-dac_override,-dac_read_search'];

/** What stands before a command so that file modes count for it: root would read everything. */
export function respectingModes(): readonly string[] {
  return process.getuid?.() === 0 ? ['setpriv', ...DROP_ROOT_RIGHTS] : [];
}

function whyNoFileModes(): string | undefined {
  if (process.platform === 'win32') return 'Windows has no file modes';
  const [file, ...args] = respectingModes();
  if (file === undefined) return undefined;
  const { status } = spawnSync(file, [...args, 'true']);
  return status === 0 ? undefined : 'root ignores file modes, and setpriv is not there to change that';
}
