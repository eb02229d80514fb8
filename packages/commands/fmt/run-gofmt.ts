import { runProcess } from '../../toolchain';
import { portionsOf } from '../portions';
import { modeOf, type PlannedFmt } from './plan-fmt';
import { readGofmt, type GofmtReport } from './read-gofmt';

/** What one gofmt said of the files of several tasks. */
export interface GofmtOutcome extends GofmtReport {
  readonly success: boolean;
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/** Runs gofmt over the files of all tasks of a group. */
export async function runGofmt(group: readonly PlannedFmt[]): Promise<GofmtOutcome> {
  const [first] = group;
  if (first === undefined) throw new RangeError('a group of no task');
  const { gofmt, task } = first;
  const files = [...new Set(group.flatMap((one) => one.files))].sort();
  const said = { success: true, stdout: '', stderr: '' };
  let stoppedBy: NodeJS.Signals | undefined;
  for (const portion of portionsOf(files)) {
    if (stoppedBy !== undefined) break;
    const args = [...modeOf(task), '--', ...portion];
    const { workspaceRoot: cwd, goEnvironment: env } = task;
    const result = await runProcess({ file: gofmt, args, cwd, env });
    // Since Go 1.25, 1 is for differences as well.
    said.success &&= result.exitCode === 0;
    said.stdout += result.stdout;
    said.stderr += result.stderr;
    stoppedBy = result.stoppedBy;
  }
  return { ...readGofmt(said.stdout, said.stderr, files), success: said.success, stoppedBy };
}
