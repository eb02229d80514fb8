import { buildWithPlainGo, testWithPlainGo, vetWithPlainGo, type Outcome } from '../support/oracle';
import type { State } from '../pollution/row';
import { lastDigit, toRun } from './outcome';
import type { FaultRow } from './row';
import type { Site } from './site';

/**
 * What plain Go makes of the workspace as it is now. In the full matrix its cache is empty; rows with the settings of most others share one
 * that was empty when the first of them ran, and is new to their packages, since the oracle works in a directory of its own.
 */
export async function askOracle(
  row: FaultRow,
  state: State,
  { space, oracleCache }: Pick<Site, 'space' | 'oracleCache'>,
): Promise<Outcome> {
  const env = { ...state.env?.(space), ...state.oracleEnv };
  const flags = row.flags?.(space) ?? [];
  if (row.use === 'test') return testWithPlainGo(space, 'apps/app', flags, env, oracleCache);
  if (row.use === 'vet') {
    const result = await vetWithPlainGo(space, 'apps/app', flags, env, oracleCache);
    return toRun('vet', result, () => undefined, env).outcome;
  }
  const built = await buildWithPlainGo(space, 'apps/app', flags, env, oracleCache);
  if (row.use === 'build') return built;
  return { succeeded: built.succeeded, says: lastDigit(built.artifact?.prints ?? '') };
}
