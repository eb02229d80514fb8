import { buildWithPlainGo, testWithPlainGo, vetWithPlainGo, type Outcome } from '../support/oracle';
import type { Workspace } from '../support/workspace';
import type { State } from '../pollution/row';
import { lastDigit, toRun } from './outcome';
import type { FaultRow } from './row';

/** What plain Go makes of a workspace as it is now: with an empty cache in the full matrix, with one that only oracles use otherwise. */
export async function askOracle(row: FaultRow, state: State, space: Workspace): Promise<Outcome> {
  const env = { ...state.env?.(space), ...state.oracleEnv };
  const flags = row.flags?.(space) ?? [];
  if (row.use === 'test') return testWithPlainGo(space, 'apps/app', flags, env);
  if (row.use === 'vet') {
    const result = await vetWithPlainGo(space, 'apps/app', flags, env);
    return toRun('vet', result, () => undefined, env).outcome;
  }
  const built = await buildWithPlainGo(space, 'apps/app', flags, env);
  if (row.use === 'build') return built;
  return { succeeded: built.succeeded, says: lastDigit(built.artifact?.prints ?? '') };
}
