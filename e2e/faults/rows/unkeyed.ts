import { unkeyedRows } from '../../unkeyed/rows';
import type { UnkeyedRow } from '../../unkeyed/row';
import { both, prevented, type FaultRow } from '../row';

/** The rows of e2e/unkeyed as rows of this table. */
export const unkeyedFaults: readonly FaultRow[] = unkeyedRows.map(toFault);

function toFault(row: UnkeyedRow): FaultRow {
  const { name, use, files, needs, env, envAfter, flags, prepare, change } = row;
  return {
    name,
    layer: 'inputs that the keys of Go lack',
    use,
    files,
    ...(needs !== undefined && { needs }),
    first: {
      ...(env !== undefined && { env }),
      ...(prepare !== undefined && { apply: prepare }),
    },
    second: {
      ...((env ?? envAfter) !== undefined && {
        env: (workspace) => ({ ...env?.(workspace), ...envAfter?.(workspace) }),
      }),
      apply: async (workspace) => change(workspace),
    },
    ...(flags !== undefined && { flags }),
    ...(row.hiddenFromNx === true && { missesNx: true as const }),
    expected: row.expected ?? both(prevented),
    ...(row.plainGo !== null && { plainGo: row.plainGo ?? 'wrong in silence' }),
    why: row.why,
    ...(row.isCheap === true && { isCheap: true as const }),
  };
}
