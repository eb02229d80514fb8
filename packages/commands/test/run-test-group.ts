import type { Finding } from '../../support';
import { saveMemo } from '../../dimension';
import { CacheGuard } from '../cache-guard';
import { checkCommand } from '../check-command';
import { withScratch } from '../go-command';
import { GroupRun } from './group-run';
import { setUpGroup, type GroupSetup } from './group-setup';
import type { ReadInputs } from './observed/read-inputs';
import type { PlannedTests } from './plan-tests';
import { runKept } from './run-kept';
import { runUnkept } from './run-unkept';
import { Settling, type ResultSink } from './settling';
import { proveVet } from './vet-proofs';

/** What came of the tests of a group of tasks. */
export interface GroupOutcome {
  readonly run: GroupRun;
  /** What the tests of packages read, where that is known. */
  readonly inputs: ReadonlyMap<string, ReadInputs>;
  readonly findings: readonly Finding[];
  /** Paths that Goshawk itself writes while tests run. */
  readonly leftOut: readonly string[];
  /** Whether the go commands had read a wrong entry of the cache, which is no longer there: nobody may trust the results. */
  readonly hasReadWrong: boolean;
}

/** Tests the packages of all tasks of a group, with one go command where Go's cache and the command line allow it. */
export async function runTestGroup(
  group: readonly PlannedTests[],
  onResult: ResultSink,
): Promise<GroupOutcome> {
  return withScratch(async (scratch) => {
    const guard = CacheGuard.of(
      group.map(({ task }) => task),
      'vet',
    );
    guard.before();
    const start = Date.now();
    const setup = await setUpGroup(group, scratch);
    const run = new GroupRun(setup);
    const settling = new Settling(onResult);
    const inputs = await (setup.keepsResults ? runKept : runUnkept)(setup, run, settling);
    await proveVet(setup, run);
    settling.all(run.results.values());
    saveMemo(setup.task.dimension.digests);
    const headerLog = compiledCgo(setup, run) ? setup.prepared.headerLog : undefined;
    const ended = checkCommand({ ...setup.prepared, headerLog }, setup.task.dimension);
    const hasReadWrong = guard.hasReadWrong(run.reading(), start);
    const findings = [...guard.findings, ...ended];
    return { run, inputs, findings, leftOut: setup.leftOut, hasReadWrong };
  });
}

/** Only then does the C compilers' recording speak of the build: tests may start compilers as well. */
function compiledCgo({ task }: GroupSetup, { graphs }: GroupRun): boolean {
  const { cgo, outsideCgo } = task.dimension.listing;
  const names = new Set([...cgo, ...outsideCgo].map(({ importPath }) => importPath));
  return graphs.some((graph) =>
    graph.some(({ Mode, Cmd, Package }) => Mode === 'build' && (Cmd ?? []).length > 0 && names.has(Package)),
  );
}
