import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { ActionGraph } from '../../toolchain';
import type { CacheReading } from '../cache-guard';
import type { GroupSetup } from './group-setup';
import { writeMergedProfile } from './results/cover-profile';
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
  private profiles: string[] = [];
  private count = 0;

  constructor(private readonly setup: GroupSetup) {}

  /** Runs one command over packages; its results replace earlier ones. */
  async command(
    packages: readonly string[],
    flags: readonly string[],
    onClosed: (result: PackageResult) => void,
  ): Promise<TestCommandOutcome> {
    const { prepared, programArguments, coverProfile } = this.setup;
    const scratch = join(this.setup.scratch, String(this.count++));
    mkdirSync(scratch);
    const profile = join(scratch, 'cover.out');
    if (coverProfile !== undefined) this.profiles.push(profile);
    const outcome = await runTestCommand({
      prepared,
      packages,
      flags: [
        ...this.setup.flags.flatMap(({ raw }) => raw),
        ...flags,
        ...(coverProfile === undefined ? [] : [`-coverprofile=${profile}`]),
      ],
      programArguments,
      scratch,
      onClosed,
      keeps: this.setup.keeps,
    });
    this.take(outcome);
    return outcome;
  }

  /** Drops what commands wrote for the cover profile: all packages run again. */
  forgetProfiles(): void {
    this.profiles = [];
  }

  writeProfile(): void {
    if (this.setup.coverProfile !== undefined) writeMergedProfile(this.profiles, this.setup.coverProfile);
  }

  /** What the commands did, as far as it concerns what they read of the cache. */
  reading(): CacheReading {
    const failed = [...this.results.values()].some(({ verdict }) => verdict === 'fail');
    return { success: !failed && !this.failedUnexplained, graphs: this.graphs, stoppedBy: this.stoppedBy };
  }

  private take({ results, builds, graph, messages, exitCode, stoppedBy }: TestCommandOutcome): void {
    for (const [importPath, result] of results) this.results.set(importPath, result);
    for (const [name, text] of builds) this.builds.set(name, text);
    this.graphs.push(graph);
    this.messages += messages;
    this.stoppedBy ??= stoppedBy;
    const isExplained = [...results.values()].some(({ verdict }) => verdict === 'fail');
    if (exitCode !== 0 && !isExplained) this.failedUnexplained = true;
  }
}
