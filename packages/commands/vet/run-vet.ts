import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { formatFinding } from '../../support';
import { readActionGraph, type ActionGraph } from '../../toolchain';
import { checkCommand } from '../check-command';
import { dimensionCommand, runGoCommand, withScratch } from '../go-command';
import { portionsOf } from '../portions';
import { vetFlags, type PlannedVet } from './plan-vet';

/** What the go commands of a group said. */
export interface VetOutcome {
  readonly success: boolean;
  readonly output: string;
  readonly graphs: readonly ActionGraph[];
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/** Runs `go vet` over the packages of all tasks of a group, in the dimension of their tests and with their C inputs. */
export async function runVet(
  group: readonly PlannedVet[],
  onOutput: (chunk: string) => void,
): Promise<VetOutcome> {
  return withScratch(async (scratch) => {
    const [first] = group;
    if (first === undefined) throw new RangeError('a group of no task');
    const { go, cwd, goEnvironment: env, dimension } = first.task;
    const selected = group.flatMap(({ selection }) => selection.packages);
    const reached = [...new Set(selected.flatMap(({ testDeps }) => testDeps))];
    const prepared = await dimensionCommand({ go, cwd, env, dimension, packages: reached, scratch });
    const names = [
      ...selected.map(({ importPath }) => importPath),
      ...group.flatMap(({ selection }) => selection.elsewhere),
    ];
    const outcome = { success: true, output: '', graphs: new Array<ActionGraph>() };
    let stoppedBy: NodeJS.Signals | undefined;
    for (const [index, portion] of portionsOf([...new Set(names)]).entries()) {
      if (stoppedBy !== undefined) break;
      const graphFile = join(scratch, `actions-${index}.json`);
      const flags = [`-debug-actiongraph=${graphFile}`, ...vetFlags(first.task), ...prepared.flags];
      const result = await runGoCommand(prepared, ['vet', ...flags, ...portion], onOutput);
      outcome.success &&= result.exitCode === 0;
      outcome.output += result.stdout + result.stderr;
      if (existsSync(graphFile)) outcome.graphs.push(readActionGraph(graphFile));
      stoppedBy = result.stoppedBy;
    }
    const findings = checkCommand(prepared, dimension).map((finding) => `${formatFinding(finding)}\n`);
    return { ...outcome, output: outcome.output + findings.join(''), stoppedBy };
  });
}
