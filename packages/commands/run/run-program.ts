import { mkdtempSync, watch, type FSWatcher } from 'node:fs';
import { basename, join, resolve } from 'node:path';
import { formatError, GoshawkError } from '../../support';
import { runProcess, type ProcessResult } from '../../toolchain';
import { checkHeaders } from '../check-headers';
import { explainGoFailure } from '../explain-failure';
import { dimensionCommand, runGoCommand, withScratch } from '../go-command';
import type { GoTask, PreparedTask, TaskOutcome } from '../go-task';
import type { BatchCallbacks } from '../build/build-tasks';
import type { RunOptions } from '../options/go-options';
import { DimensionDirectory, prepareTask } from '../prepare-task';
import { selectPackages, type SelectedPackage } from '../select-packages';

/** How long files must be quiet before a program is built again. */
const QUIET_MILLISECONDS = 150;

/**
 * Builds a program in its dimension and runs it on the caller's terminal until it ends or is stopped. It is built to a file of
 * its own: the go command's cache of executables for `go run` does not know of static libraries.
 */
export async function runProgram(
  tasks: readonly GoTask<RunOptions>[],
  callbacks: BatchCallbacks = {},
  dimensions = new DimensionDirectory(),
): Promise<TaskOutcome[]> {
  const outcomes: TaskOutcome[] = [];
  for (const task of tasks) {
    const startTime = Date.now();
    const { success, output } = await withScratch((scratch) => start(task, dimensions, scratch));
    const outcome = { id: task.id, success, output, startTime, endTime: Date.now() };
    outcomes.push(outcome);
    callbacks.onOutcome?.(outcome);
  }
  return outcomes;
}

interface RunResult {
  readonly success: boolean;
  readonly output: string;
}

async function start(
  task: GoTask<RunOptions>,
  dimensions: DimensionDirectory,
  scratch: string,
): Promise<RunResult> {
  try {
    const built = await buildProgram(await prepareTask(task, dimensions), scratch);
    if (built.failure !== undefined) return { success: false, output: built.failure };
    return task.options.watch === true ? await runWatched(task, built, scratch) : await runOnce(task, built);
  } catch (error) {
    return { success: false, output: `${formatError(error)}\n` };
  }
}

async function runOnce(task: GoTask<RunOptions>, built: BuiltProgram): Promise<RunResult> {
  const result = await execute(task, built);
  if (result.exitCode === 0 || result.stoppedBy !== undefined)
    return { success: result.exitCode === 0, output: '' };
  return { success: false, output: `goshawk: ${basename(built.file)} ended with ${describeExit(result)}.\n` };
}

/** Runs the program anew whenever files of its packages change, until we are stopped. */
async function runWatched(
  task: GoTask<RunOptions>,
  first: BuiltProgram,
  scratch: string,
): Promise<RunResult> {
  let built = first;
  for (;;) {
    const restart = new AbortController();
    const changes = new ChangeWatch(built.directories);
    const running = execute(task, built, restart.signal);
    const next = await Promise.race([running.then(() => undefined), nextBuild(task, changes, scratch)]);
    const replacement = next ?? (await afterEnd(running, task, changes, scratch));
    changes.close();
    if (replacement === undefined) return { success: true, output: '' };
    restart.abort();
    await running;
    built = replacement;
  }
}

/** The program ended by itself: wait for a change, unless a signal ended it and us with it. */
async function afterEnd(
  running: Promise<ProcessResult>,
  task: GoTask<RunOptions>,
  changes: ChangeWatch,
  scratch: string,
): Promise<BuiltProgram | undefined> {
  const result = await running;
  if (result.stoppedBy !== undefined) return undefined;
  process.stderr.write(`goshawk: the program ended with ${describeExit(result)}; waiting for a change.\n`);
  return nextBuild(task, changes, scratch);
}

/** Waits for a change that builds. What does not build is said, and leaves the old program running. */
async function nextBuild(
  task: GoTask<RunOptions>,
  changes: ChangeWatch,
  scratch: string,
): Promise<BuiltProgram> {
  for (;;) {
    await changes.next();
    const built = await buildProgram(await prepareTask(task, new DimensionDirectory()), scratch);
    if (built.failure === undefined) return built;
    process.stderr.write(`${built.failure}goshawk: this does not build; the program goes on as it was.\n`);
  }
}

interface BuiltProgram {
  readonly file: string;
  /** Directories of the workspace packages that the program consists of. */
  readonly directories: readonly string[];
  readonly failure: string | undefined;
}

async function buildProgram(task: PreparedTask<RunOptions>, scratch: string): Promise<BuiltProgram> {
  const main = findMain(task);
  const { dimension, go, cwd, goEnvironment: env, flags } = task;
  const prepared = await dimensionCommand({ go, cwd, env, dimension, packages: main.buildDeps, scratch });
  const name = `${basename(main.dir)}${dimension.goEnv.GOOS === 'windows' ? '.exe' : ''}`;
  const file = join(mkdtempSync(join(scratch, 'program-')), name);
  const args = ['build', '-o', file, ...flags, ...prepared.flags, main.importPath];
  const result = await runGoCommand(prepared, args, () => undefined);
  const output = result.stdout + result.stderr;
  checkHeaders(prepared, dimension);
  const directories = main.buildDeps.map((index) => dimension.listing.packages[index]?.dir ?? '');
  const failure = result.exitCode === 0 ? undefined : output + explainGoFailure(output);
  return { file, directories: directories.filter((dir) => dir !== ''), failure };
}

function findMain(task: PreparedTask<RunOptions>): SelectedPackage {
  const named = task.options.package;
  const { packages } = selectPackages({ ...task, options: { ...task.options, packages: named } }, ['./...']);
  const mains = packages.filter(({ name }) => name === 'main');
  const [only, ...others] = mains;
  if (only !== undefined && others.length === 0) return only;
  throw new GoshawkError({
    code: only === undefined ? 'no-main-package' : 'several-main-packages',
    message:
      only === undefined
        ? `${task.id}: there is no main package in ${named ?? task.projectRoot}.`
        : `${task.id}: there are ${mains.length} main packages: ${mains.map(({ importPath }) => importPath).join(', ')}.`,
    next: 'Name the package to run in the option "package", such as ./cmd/server.',
  });
}

function execute(
  task: GoTask<RunOptions>,
  { file }: BuiltProgram,
  signal?: AbortSignal,
): Promise<ProcessResult> {
  const { args = [], cwd, env } = task.options;
  const directory = cwd === undefined ? task.projectRoot : resolve(task.workspaceRoot, cwd);
  const environment = { ...task.env, ...env, PWD: directory };
  return runProcess({ file, args, cwd: directory, env: environment, stdio: 'inherit', signal });
}

function describeExit({ exitCode, signal }: ProcessResult): string {
  return signal === undefined ? `exit code ${exitCode}` : signal;
}

/** Changes in directories, several close together counting as one. */
class ChangeWatch {
  private readonly watchers: readonly FSWatcher[];
  private timer: NodeJS.Timeout | undefined;
  private changed = false;
  private wake: () => void = () => undefined;

  constructor(directories: readonly string[]) {
    this.watchers = directories.map((directory) => watch(directory, () => this.note()));
  }

  async next(): Promise<void> {
    if (!this.changed) await new Promise<void>((resolve) => (this.wake = resolve));
    this.changed = false;
  }

  close(): void {
    clearTimeout(this.timer);
    for (const watcher of this.watchers) watcher.close();
  }

  private note(): void {
    clearTimeout(this.timer);
    this.timer = setTimeout(() => {
      this.changed = true;
      this.wake();
    }, QUIET_MILLISECONDS);
  }
}
