import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionGraph } from '../../toolchain';
import type { CacheReading } from '../cache-guard';
import type { GroupSetup } from './group-setup';
import { joinProfiles } from './results/cover-profile';
import type { PackageResult } from './results/package-result';
import { runTestCommand, type TestCommandOutcome } from './run-test-command';

/** The go commands of a group, and their last word on each package. */
export class GroupRun {
  readonly results = new Map<string, PackageResult>();
  readonly builds = new Map<string, string>();
  readonly graphs: ActionGraph[] = [];
  messages = '';
  /** Whether a command failed and no package says why. */
  failedUnexplained = false;
  stoppedBy: NodeJS.Signals | undefined;
  /** What commands wrote as their profiles, in their order. */
  private readonly profiles: string[] = [];
  /** The command that had the last word on a package. */
  private readonly latest = new Map<string, number>();

  constructor(private readonly setup: GroupSetup) {}

  /** Runs one command over packages; its results replace earlier ones. */
  async command(
    packages: readonly string[],
    flags: readonly string[],
    onClosed: (result: PackageResult) => void,
  ): Promise<TestCommandOutcome> {
    const { prepared, programArguments, collects } = this.setup;
    const index = this.profiles.length;
    const scratch = join(this.setup.scratch, String(index));
    mkdirSync(scratch);
    const profile = join(scratch, 'cover.out');
    this.profiles.push('');
    const outcome = await runTestCommand({
      prepared,
      packages,
      flags: [
        ...this.setup.flags.flatMap(({ raw }) => raw),
        ...flags,
        ...(collects === 'profiles' ? [`-coverprofile=${profile}`] : []),
      ],
      programArguments,
      scratch,
      onClosed,
      keeps: this.setup.keeps,
    });
    if (existsSync(profile)) this.profiles[index] = readFileSync(profile, 'utf8');
    this.take(outcome, index);
    return outcome;
  }

  /**
   * The profile of packages, each as its last run left it; undefined where there is none.
   *
   * @param isOwn whether a package is one of the task's
   */
  profileOf(isOwn: (importPath: string) => boolean): string | undefined {
    // Under -coverpkg blocks do not say whose test covered them; a task is alone then, and each of its packages runs once.
    const countsAll = this.setup.task.dimension.buildFlags.coverpkg !== undefined;
    return joinProfiles(
      this.profiles.map((text, index) => ({
        text,
        counts: (importPath) => countsAll || (this.latest.get(importPath) === index && isOwn(importPath)),
      })),
    );
  }

  /** What the commands did, as far as it concerns what they read of the cache. */
  reading(): CacheReading {
    const failed = [...this.results.values()].some(({ verdict }) => verdict === 'fail');
    return { success: !failed && !this.failedUnexplained, graphs: this.graphs, stoppedBy: this.stoppedBy };
  }

  private take(outcome: TestCommandOutcome, index: number): void {
    const { results, builds, graph, messages, exitCode, stoppedBy } = outcome;
    for (const [importPath, result] of results) {
      this.results.set(importPath, result);
      this.latest.set(importPath, index);
    }
    for (const [name, text] of builds) this.builds.set(name, text);
    this.graphs.push(graph);
    this.messages += messages;
    this.stoppedBy ??= stoppedBy;
    const isExplained = [...results.values()].some(({ verdict }) => verdict === 'fail');
    if (exitCode !== 0 && !isExplained) this.failedUnexplained = true;
  }
}
