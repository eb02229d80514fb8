import type { Dimension, WorkspacePackage } from '../../../dimension';
import type { ActionGraph, Env } from '../../../toolchain';
import { freshSalt, NO_SALT, type Salt } from '../arguments/salt';
import { isCached, type PackageResult } from '../results/package-result';
import { InputState } from './input-state';
import { digestVariables, findProof, knownSalt } from './observation';
import { testIdsOf, type TestIds } from './test-id';
import { readTestLog, type TestLog } from './test-log';
import { TestRecord } from './test-record';
import { isNewer, trackedPaths, type PathScope } from './tracked-paths';
import type { ReadInputs } from './read-inputs';

/** Variables that only say where temporary files go. */
const TEMPORARY_VARIABLES = new Set(['TMPDIR', 'GOTMPDIR', 'TMP', 'TEMP']);

/** Salts in use at a time; each is a go command of its own. Beyond, packages are brought together under a new one. */
const SALTS = 4;

/** Later than any file: all that a cached result's log names may have been there when it was made. */
const NEVER = Number.MAX_SAFE_INTEGER;

/** A package of the workspace whose tests run. */
export type TestedPackage = Pick<WorkspacePackage, 'importPath' | 'dir'>;

export interface ProofContext {
  readonly dimension: Pick<Dimension, 'directory' | 'gocache' | 'digests'>;
  readonly goVersion: string;
  /** Environment of the go command. */
  readonly env: Env;
  readonly scope: PathScope;
  /** Paths that Goshawk itself writes. */
  readonly leftOut: readonly string[];
  /** The arguments in Go's key of a result, with a salt. */
  readonly keyArguments: (salt: Salt) => readonly string[];
}

/**
 * Go reuses a test's result when the binary, its arguments, environment variables and the sizes and times of files within
 * its module are the same. That says nothing about files outside the module, nor about contents. So what each package's
 * tests read is recorded with its content, a "(cached)" counts only with a record that equals what is there now, and a
 * package without one is run under another salt, beneath which Go keeps the result for that content.
 */
export class ResultProofs {
  /** What the tests of packages read, where that is known. */
  readonly inputs = new Map<string, ReadInputs>();
  private readonly records = new Map<string, TestRecord>();

  constructor(private readonly context: ProofContext) {}

  /** The salt of each package under which Go may have a result for what is there now. */
  chooseSalts(packages: readonly TestedPackage[]): Map<Salt, TestedPackage[]> {
    const now = this.lookAt();
    const chosen = packages.map((tested) => {
      const { observations } = this.recordOf(tested);
      return [tested, knownSalt(observations, { env: this.context.env, files: now }) ?? NO_SALT] as const;
    });
    const used = new Set(chosen.map(([, salt]) => salt).filter((salt) => salt !== NO_SALT));
    const common = used.size > SALTS ? freshSalt() : undefined;
    const bySalt = new Map<Salt, TestedPackage[]>();
    for (const [tested, salt] of chosen) {
      const own = salt === NO_SALT ? salt : (common ?? salt);
      bySalt.set(own, [...(bySalt.get(own) ?? []), tested]);
    }
    return bySalt;
  }

  /** Contents, as they are before a command, of all that packages were seen to read. */
  lookBefore(packages: readonly TestedPackage[]): InputState {
    const before = this.lookAt();
    for (const tested of packages) for (const path of this.recordOf(tested).paths) before.digest(path);
    return before;
  }

  /**
   * Judges what a command said, and records what tests read that ran and passed.
   *
   * @returns packages whose "(cached)" nothing proves
   */
  judge(
    packages: readonly TestedPackage[],
    command: { results: ReadonlyMap<string, PackageResult>; graph: ActionGraph; startTime: number },
    salt: Salt,
    before: InputState,
  ): TestedPackage[] {
    const ids = testIdsOf(command.graph, this.context.keyArguments(salt), this.context.goVersion);
    const after = this.lookAt();
    return packages.filter((tested) => {
      const result = command.results.get(tested.importPath);
      const own = ids.get(tested.importPath);
      if (result?.verdict !== 'pass') return false;
      if (isCached(result)) return own === undefined || !this.isProven(tested, own, after);
      if (own !== undefined) this.record(tested, own, salt, { before, after, since: command.startTime });
      return false;
    });
  }

  private isProven(tested: TestedPackage, ids: TestIds, now: InputState): boolean {
    const { env, dimension, scope } = this.context;
    const record = this.recordOf(tested);
    const proof = findProof(record.observations, ids, { env, files: now });
    if (proof !== undefined) {
      record.add(proof);
      this.keep(tested, Object.keys(proof.env), proof.paths, now);
      return true;
    }
    const log = readTestLog(dimension.gocache, ids, tested.dir);
    // Tests that ask for nothing run the same each time. With a variable, an earlier run under this ID may have read files.
    if (log === undefined || !asksForNothing(log)) return false;
    if (trackedPaths(log.paths, scope, NEVER).length > 0) return false;
    this.keep(tested, log.env, [], now);
    return true;
  }

  private record(
    tested: TestedPackage,
    ids: TestIds,
    salt: Salt,
    { before, after, since }: { before: InputState; after: InputState; since: number },
  ): void {
    const { env, dimension, scope } = this.context;
    const log = readTestLog(dimension.gocache, ids, tested.dir);
    // Go keeps nothing of tests that read a file younger than two seconds, or that end without a log.
    if (log === undefined) return;
    const paths = trackedPaths(log.paths, scope, since);
    const record = this.recordOf(tested);
    // What the tests saw of a file that changed meanwhile is known only if it is what it was before.
    const unsettled = paths.filter(
      (path) => isNewer(path, since) && before.recall(path) !== after.digest(path),
    );
    this.keep(
      tested,
      log.env,
      paths.filter((path) => !unsettled.includes(path)),
      after,
    );
    if (unsettled.length > 0) {
      record.leaveUnsettled(paths);
    } else if (record.observations.length > 0 || paths.length > 0 || !asksForNothing(log)) {
      const testIds = [ids.byLink, ids.byBinary].filter((id) => id !== undefined);
      record.add({
        testIds,
        salt,
        env: digestVariables(env, log.env),
        paths,
        state: after.digestAll(paths),
      });
    }
  }

  private keep(
    { importPath }: TestedPackage,
    env: readonly string[],
    paths: readonly string[],
    now: InputState,
  ): void {
    this.inputs.set(importPath, { env, files: new Map(paths.map((path) => [path, now.digest(path)])) });
  }

  private lookAt(): InputState {
    return new InputState(this.context.dimension.digests, this.context.leftOut);
  }

  private recordOf({ importPath, dir }: TestedPackage): TestRecord {
    let record = this.records.get(importPath);
    if (record === undefined) {
      record = new TestRecord(
        this.context.dimension.directory,
        importPath,
        dir,
        this.context.keyArguments(NO_SALT),
      );
      this.records.set(importPath, record);
    }
    return record;
  }
}

function asksForNothing({ env }: TestLog): boolean {
  return env.every((name) => TEMPORARY_VARIABLES.has(name));
}
