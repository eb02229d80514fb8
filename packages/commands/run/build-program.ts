import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { formatError, formatFindings } from '../../support';
import { readActionGraph } from '../../toolchain';
import { executableName } from '../build/plan-build';
import { Stage } from '../build/stage';
import { CacheGuard, keepSnapshot, overVerifiedCache } from '../cache-guard';
import { checkCommand } from '../check-command';
import { closingLine, countWork } from '../closing-line';
import { explainGoFailure } from '../explain-failure';
import { dimensionCommand, runGoCommand, withScratch } from '../go-command';
import type { GoTask, PreparedTask } from '../go-task';
import type { RunOptions } from '../options/go-options';
import { prepareTask } from '../prepare-task';
import type { RunMemo } from '../run-memo';
import type { SelectedPackage } from '../select-packages';
import { findMain } from './find-main';

/** What came of building a program. */
export interface ProgramBuild {
  /** Absolute path of the program; undefined where it did not build. */
  readonly file: string | undefined;
  /** What the go command said, and the closing line. */
  readonly output: string;
  /** The task as it was understood; undefined where it could not be. */
  readonly task: PreparedTask<RunOptions> | undefined;
  /** Indexes of the workspace packages that the program consists of. */
  readonly reads: readonly number[];
  /** The signal that was to end the build. */
  readonly stoppedBy: NodeJS.Signals | undefined;
  /** Unix milliseconds at which it began: a later change may be missing in the program. */
  readonly startTime: number;
}

/**
 * Builds programs of one task, each to a file of its own: Go's cache of executables for `go run` does not know of static
 * libraries, and a program that runs cannot be written to.
 */
export class ProgramBuilder {
  private stage: Stage | undefined;
  private count = 0;

  constructor(private readonly task: GoTask<RunOptions>) {}

  /** Builds the program as it is now. What is wrong is said in the output. */
  async build(memo: RunMemo): Promise<ProgramBuild> {
    const startTime = Date.now();
    let task: PreparedTask<RunOptions> | undefined;
    try {
      task = await prepareTask(this.task, memo);
      return await this.buildPrepared(task, startTime);
    } catch (error) {
      const output = `${formatError(error)}\n`;
      return { file: undefined, output, task, reads: [], stoppedBy: undefined, startTime };
    }
  }

  /** Removes all programs but one. */
  keepOnly(file: string | undefined): void {
    if (this.stage === undefined) return;
    const kept = file === undefined ? undefined : basename(dirname(file));
    for (const name of readdirSync(this.stage.directory)) {
      if (name !== kept) rmSync(join(this.stage.directory, name), { recursive: true, force: true });
    }
  }

  /** Removes all programs. */
  remove(): void {
    this.stage?.remove();
  }

  private async buildPrepared(task: PreparedTask<RunOptions>, startTime: number): Promise<ProgramBuild> {
    const main = findMain(task);
    const { dimension } = task;
    const guard = CacheGuard.of([task], 'build');
    // The second time to another file: one that is there Go would keep.
    const built = await overVerifiedCache(guard, () => this.buildOnce(task, main));
    const { success, graphs, stoppedBy, file, said } = built;
    const importPaths = new Set([main.importPath]);
    if (success) keepSnapshot(task, graphs, importPaths);
    const work = countWork(graphs, importPaths);
    const output = [
      said,
      success ? '' : explainGoFailure(said),
      formatFindings([...guard.findings, ...built.findings]),
      closingLine(dimension.name, work, Date.now() - startTime, success ? '' : 'failed'),
    ].join('');
    const made = success ? file : undefined;
    return { file: made, output, task, reads: main.buildDeps, stoppedBy, startTime };
  }

  private buildOnce(task: PreparedTask<RunOptions>, main: SelectedPackage) {
    const { dimension, go, cwd, goEnvironment: env, flags } = task;
    const file = this.fileFor(task, main.importPath);
    return withScratch(async (scratch) => {
      const prepared = await dimensionCommand({ go, cwd, env, dimension, packages: main.buildDeps, scratch });
      const graphFile = join(scratch, 'actions.json');
      const own = [`-debug-actiongraph=${graphFile}`, ...flags, ...prepared.flags];
      const result = await runGoCommand(
        prepared,
        ['build', '-o', file, ...own, main.importPath],
        () => undefined,
      );
      return {
        success: result.exitCode === 0,
        graphs: [readActionGraph(graphFile)],
        stoppedBy: result.stoppedBy,
        file,
        said: result.stdout + result.stderr,
        findings: checkCommand(prepared, dimension),
      };
    });
  }

  private fileFor({ stateDirectory, dimension }: PreparedTask<RunOptions>, importPath: string): string {
    this.stage ??= new Stage(stateDirectory, dimension.directory);
    const suffix = dimension.goEnv.GOOS === 'windows' ? '.exe' : '';
    const file = join(this.stage.directory, String(this.count++), executableName(importPath) + suffix);
    mkdirSync(dirname(file), { recursive: true });
    return file;
  }
}
