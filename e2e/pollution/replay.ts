import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { readArtifact } from '../support/artifact';
import { isHit } from '../support/nx-output';
import { buildWithPlainGo, testWithPlainGo, type Outcome } from '../support/oracle';
import type { Env } from '../support/run';
import type { Workspace } from '../support/workspace';
import type { PollutionRow, State } from './row';

/** One run of the task, beside what plain Go makes of the same inputs. */
export interface Replay {
  readonly outcome: Outcome;
  readonly oracle: Outcome;
  readonly isHit: boolean;
  /** Where the program is, from the workspace's root. */
  readonly location: string | undefined;
  readonly output: string;
}

export interface Verdict {
  readonly first: Replay;
  readonly second: Replay;
  /** The second state once more. */
  readonly unchanged: Replay;
}

/** Runs the task in the row's first state, deletes its outputs, runs it in the second state, and once more without a change. */
export async function replayRow(row: PollutionRow, workspace: Workspace): Promise<Verdict> {
  const first = await enter(row.first ?? {}, row, workspace);
  workspace.remove('dist');
  const second = await enter(row.second ?? {}, row, workspace);
  const unchanged = await runTask(row.second ?? {}, row, workspace, second.oracle);
  return { first, second, unchanged };
}

async function enter(state: State, row: PollutionRow, workspace: Workspace): Promise<Replay> {
  workspace.write(state.files ?? {});
  await state.apply?.(workspace);
  const oracle = await askOracle(state, row, workspace);
  return runTask(state, row, workspace, oracle);
}

function askOracle(state: State, row: PollutionRow, workspace: Workspace): Promise<Outcome> {
  const env: Env = { ...state.env?.(workspace), ...state.oracleEnv };
  const ask = row.target === 'go-build' ? buildWithPlainGo : testWithPlainGo;
  return ask(workspace, 'apps/app', [], env);
}

async function runTask(
  state: State,
  row: PollutionRow,
  workspace: Workspace,
  oracle: Outcome,
): Promise<Replay> {
  const env: Env = state.env?.(workspace) ?? {};
  const { exitCode, output } = await workspace.nx(['run', `app:${row.target}`, ...(state.nxArgs ?? [])], env);
  const succeeded = exitCode === 0;
  const file = row.target === 'go-build' ? onlyFileBelow(workspace.path('dist')) : undefined;
  const artifact = file === undefined ? undefined : readArtifact(file, { ...workspace.env, ...env });
  const location = file === undefined ? undefined : relative(workspace.root, file).replaceAll('\\', '/');
  const outcome = artifact === undefined ? { succeeded } : { succeeded, artifact };
  return { outcome, oracle, isHit: isHit(output), location, output };
}

/** The only file besides attestations. */
export function onlyFileBelow(directory: string): string | undefined {
  if (!existsSync(directory)) return undefined;
  const entries = readdirSync(directory, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !entry.name.endsWith('.intoto.json'))
    .map((entry) => join(entry.parentPath, entry.name));
  if (files.length > 1) throw new Error(`one program was expected, these are there: ${files.join(', ')}`);
  return files[0];
}
