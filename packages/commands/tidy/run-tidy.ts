import { copyFileSync, existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { compareGoVersions, runProcess, splitQuoted, type ProcessResult } from '../../toolchain';
import { withScratch } from '../go-command';
import { diffLines } from './diff-lines';
import type { PlannedTidy } from './plan-tidy';

/** What `go mod tidy` came to. */
export interface TidyOutcome {
  /** Whether Go could tell what a tidy go.mod is. */
  readonly success: boolean;
  /** What differs from a tidy go.mod and go.sum; for a task that changes them, their names, one a line. */
  readonly changes: string;
  /** What Go said besides. */
  readonly said: string;
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/** Looks what `go mod tidy` would change, or lets it change that. */
export function runTidy(planned: PlannedTidy): Promise<TidyOutcome> {
  if (planned.task.options.fix === true) return change(planned);
  // cmd/go/internal/modcmd/tidy.go: -diff, since Go 1.23.
  return compareGoVersions(planned.goEnv.GOVERSION, '1.23') >= 0 ? askForDiff(planned) : compareCopy(planned);
}

async function askForDiff(planned: PlannedTidy): Promise<TidyOutcome> {
  const { exitCode, stdout, stderr, stoppedBy } = await tidy(planned, '-diff');
  return { success: exitCode === 0 || stdout !== '', changes: stdout, said: stderr, stoppedBy };
}

/** Tidies a copy. With -modfile, the module stays where it is, and so do the directories that replace modules. */
function compareCopy(planned: PlannedTidy): Promise<TidyOutcome> {
  return withScratch(async (scratch) => {
    const [goMod, goSum] = filesOf(planned);
    const copies = [join(scratch, 'go.mod'), join(scratch, 'go.sum')] as const;
    copyFileSync(goMod, copies[0]);
    if (existsSync(goSum)) copyFileSync(goSum, copies[1]);
    const { exitCode, stdout, stderr, stoppedBy } = await tidy(planned, `-modfile=${copies[0]}`);
    const changes =
      exitCode === 0
        ? diffLines('go.mod', textOf(goMod), textOf(copies[0])) +
          diffLines('go.sum', textOf(goSum), textOf(copies[1]))
        : '';
    return { success: exitCode === 0, changes, said: stdout + stderr, stoppedBy };
  });
}

async function change(planned: PlannedTidy): Promise<TidyOutcome> {
  const files = filesOf(planned);
  const before = files.map(textOf);
  const { exitCode, stdout, stderr, stoppedBy } = await tidy(planned);
  const changed = files.filter((file, index) => textOf(file) !== before[index]);
  return {
    success: exitCode === 0,
    changes: changed.map((file) => `${file}\n`).join(''),
    said: stdout + stderr,
    stoppedBy,
  };
}

function tidy({ task, env }: PlannedTidy, ...flags: string[]): Promise<ProcessResult> {
  const { compat } = task.options;
  const args = ['mod', 'tidy', ...(compat === undefined ? [] : [`-compat=${compat}`]), ...flags];
  return runProcess({ file: task.go, args, cwd: task.projectRoot, env });
}

/** The go.mod and go.sum that count: those beside each other, or those that -modfile of GOFLAGS names. */
function filesOf({ goEnv }: PlannedTidy): readonly [goMod: string, goSum: string] {
  const words = splitQuoted(goEnv.GOFLAGS);
  const named = words.findLast((word) => /^--?modfile=/.test(word))?.replace(/^--?modfile=/, '');
  const goMod = named === undefined ? goEnv.GOMOD : resolve(dirname(goEnv.GOMOD), named);
  return [goMod, goMod.replace(/\.mod$/, '.sum')];
}

function textOf(file: string): string {
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}
