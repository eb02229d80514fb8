import { join } from 'node:path';
import { formatFindings } from '../../support';
import { readActionGraph, type ActionGraph } from '../../toolchain';
import { CacheGuard, overVerifiedCache } from '../cache-guard';
import { checkCommand } from '../check-command';
import { dimensionCommand, runGoCommand, withScratch } from '../go-command';
import { portionsOf } from '../portions';
import { reusesFindings, vetFlags, type PlannedVet } from './plan-vet';

/** What the go commands of a group said. */
export interface VetOutcome {
  readonly success: boolean;
  /** Standard output, where Go 1.26 prints what it finds, and standard error. */
  readonly texts: readonly string[];
  /** What is to be told of the run itself. */
  readonly notes: string;
  readonly graphs: readonly ActionGraph[];
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/** Runs `go vet` over the packages of all tasks of a group, in the dimension of their tests and with their C inputs. */
export async function runVet(group: readonly PlannedVet[]): Promise<VetOutcome> {
  const tasks = group.map(({ task }) => task);
  const guard = CacheGuard.of(tasks, 'vet');
  const { findings, ...outcome } = await overVerifiedCache(guard, () => vetOnce(group));
  return { ...outcome, notes: formatFindings([...guard.findings, ...findings]) };
}

function vetOnce(group: readonly PlannedVet[]) {
  return withScratch(async (scratch) => {
    const [first] = group;
    if (first === undefined) throw new RangeError('a group of no task');
    const { go, cwd, goEnvironment: env, dimension } = first.task;
    const selected = group.flatMap(({ selection }) => selection.packages);
    const reached = [...new Set(selected.flatMap(({ testDeps }) => testDeps))];
    const prepared = await dimensionCommand({ go, cwd, env, dimension, packages: reached, scratch });
    const outcome = { success: true, texts: new Array<string>(), graphs: new Array<ActionGraph>() };
    let stoppedBy: NodeJS.Signals | undefined;
    for (const [index, portion] of portionsOf(namesFor(group)).entries()) {
      if (stoppedBy !== undefined) break;
      const graphFile = join(scratch, `actions-${index}.json`);
      const flags = [`-debug-actiongraph=${graphFile}`, ...vetFlags(first.task), ...prepared.flags];
      const result = await runGoCommand(prepared, ['vet', ...flags, ...portion], () => undefined);
      outcome.success &&= result.exitCode === 0;
      outcome.texts.push(result.stdout, result.stderr);
      outcome.graphs.push(readActionGraph(graphFile));
      stoppedBy = result.stoppedBy;
    }
    return { ...outcome, findings: checkCommand(prepared, dimension), stoppedBy };
  });
}

/** The packages to name: those of the tasks, and, where Go reuses findings, all of the workspace that they read, dependencies first. */
function namesFor(group: readonly PlannedVet[]): string[] {
  const [first] = group;
  const listed = first?.task.dimension.listing.packages ?? [];
  const selected = group.flatMap(({ selection }) => selection.packages);
  const indexes =
    first !== undefined && reusesFindings(first.task)
      ? selected.flatMap(({ testDeps, index }) => [index, ...testDeps])
      : selected.map(({ index }) => index);
  const own = new Set(selected.map(({ index }) => index));
  const packages = [...new Set(indexes)]
    .flatMap((index) => (listed[index] === undefined ? [] : [{ index, ...listed[index] }]))
    // A package that cannot be loaded would cost the others their findings.
    .filter(({ index, errors }) => own.has(index) || errors.length === 0)
    .sort((a, b) => a.buildDeps.length - b.buildDeps.length);
  const elsewhere = group.flatMap(({ selection }) => selection.elsewhere);
  return [...new Set([...packages.map(({ importPath }) => importPath), ...elsewhere])];
}
