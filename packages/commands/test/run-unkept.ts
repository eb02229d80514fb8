import { portionsOf } from '../portions';
import type { GroupRun } from './group-run';
import type { GroupSetup } from './group-setup';
import { InputState } from './observed/input-state';
import { LogByExec } from './observed/log-by-exec';
import type { ReadInputs } from './observed/read-inputs';
import { isNewer, trackedPaths } from './observed/tracked-paths';
import type { Settling } from './settling';

/** Tests packages where Go keeps no results: every test runs, and says what it reads if a shell can be put before it. */
export async function runUnkept(
  setup: GroupSetup,
  run: GroupRun,
  settling: Settling,
): Promise<ReadonlyMap<string, ReadInputs>> {
  const { task, prepared, packages, elsewhere, scratch, scope, leftOut } = setup;
  const logs = LogByExec.in(scratch, setup.flags, prepared.env, task.dimension.goEnv);
  const since = Date.now();
  for (const portion of portionsOf([...packages.map(({ importPath }) => importPath), ...elsewhere])) {
    if (run.stoppedBy === undefined) await run.command(portion, logs?.flags ?? [], settling.now);
  }
  const inputs = new Map<string, ReadInputs>();
  const after = new InputState(task.dimension.digests, leftOut);
  for (const { importPath, dir } of packages) {
    const log = logs?.read(dir);
    if (log === undefined) continue;
    // Nobody knows which content of a file that changed meanwhile the tests saw.
    const paths = trackedPaths(log.paths, scope, since).filter((path) => !isNewer(path, since));
    inputs.set(importPath, { env: log.env, files: new Map(paths.map((path) => [path, after.digest(path)])) });
  }
  return inputs;
}
