import { isDeepStrictEqual } from 'node:util';
import { onlyFileBelow, type Replay } from '../pollution/replay';
import type { PollutionRow, State } from '../pollution/row';
import { readArtifact } from '../support/artifact';
import { buildWithPlainGo, testWithPlainGo, type Outcome } from '../support/oracle';
import type { Workspace } from '../support/workspace';
import { tasksIn, turboRun } from './turbo-workspace';

type TurboReplay = Omit<Replay, 'location'>;

/**
 * Runs the task of a row through `goshawk turbo run` in the row's first state, deletes its outputs, runs it in the second state, and
 * once more without a change.
 *
 * @returns `right`, or what is wrong
 */
export async function replayInTurbo(row: PollutionRow, workspace: Workspace): Promise<string> {
  const first = await enter(row.first ?? {}, row, workspace);
  workspace.remove('apps/app/dist');
  const second = await enter(row.second ?? {}, row, workspace);
  const unchanged = await runTask(row.second ?? {}, row, workspace, second.oracle);
  const shows = !isDeepStrictEqual(first.oracle, second.oracle);
  if (shows !== (row.shows === 'in the outcome')) return describe('blind', second);
  if (!isDeepStrictEqual(first.outcome, first.oracle)) return describe('wrong: first run', first);
  const expected = row.expected?.nx;
  if (expected?.verdict === 'detected') {
    return expected.by.some((word) => second.output.includes(word)) ? 'right' : describe('not named', second);
  }
  if (!isDeepStrictEqual(second.outcome, second.oracle)) {
    const isStale = isDeepStrictEqual(second.outcome, first.oracle);
    return describe(isStale ? 'stale' : 'wrong', second);
  }
  if (row.shows === 'nowhere' && !second.isHit) return describe('ran again', second);
  if (!isDeepStrictEqual(unchanged.outcome, second.oracle)) return describe('wrong: unchanged', unchanged);
  if (unchanged.isHit !== second.outcome.succeeded) return describe('missed: unchanged', unchanged);
  return 'right';
}

async function enter(state: State, row: PollutionRow, workspace: Workspace): Promise<TurboReplay> {
  workspace.write(state.files ?? {});
  await state.apply?.(workspace);
  const ask = row.target === 'go-build' ? buildWithPlainGo : testWithPlainGo;
  const oracle = await ask(workspace, 'apps/app', [], state.env?.(workspace) ?? {});
  const { exitCode, output } = await workspace.goshawk(['turbo', 'sync']);
  if (exitCode !== 0) throw new Error(output);
  return runTask(state, row, workspace, oracle);
}

async function runTask(
  state: State,
  row: PollutionRow,
  workspace: Workspace,
  oracle: Outcome,
): Promise<TurboReplay> {
  const env = state.env?.(workspace) ?? {};
  const task = row.target === 'go-build' ? 'build' : 'test';
  const { exitCode, output } = await turboRun(workspace, [task, '--filter=app'], env);
  const succeeded = exitCode === 0;
  const file = task === 'build' ? onlyFileBelow(workspace.path('apps/app/dist')) : undefined;
  const artifact = file === undefined ? undefined : readArtifact(file, { ...workspace.env, ...env });
  return {
    outcome: artifact === undefined ? { succeeded } : { succeeded, artifact },
    oracle,
    isHit: tasksIn(output).replayed.includes(`app:${task}`),
    output,
  };
}

function describe(verdict: string, { outcome, oracle, output }: TurboReplay): string {
  return `${verdict}\nis:        ${JSON.stringify(outcome)}\nshould be: ${JSON.stringify(oracle)}\n${output}`;
}
