import { RandomSource } from '../affected/random-source';
import { isFullMatrix } from '../support/mode';
import type { FaultRow, Layer } from './row';

/** How many rows of a layer `npm test` draws. */
const SAMPLE: Readonly<Record<Layer, number>> = {
  'entries of the build cache': 6,
  'the disk of the build cache': 0,
  'inputs that the keys of Go lack': 3,
  'inputs that Nx is not told of': 4,
};

/** `GOSHAWK_E2E_SEED` draws other rows. */
export const seed = Number(process.env.GOSHAWK_E2E_SEED ?? 1);

/** All rows in the full matrix, else some cheap ones of each layer; `GOSHAWK_E2E_ROWS`, an expression, takes rows by name in both. */
export function chooseRows(rows: readonly FaultRow[]): readonly FaultRow[] {
  const named = process.env.GOSHAWK_E2E_ROWS;
  if (named !== undefined) return rows.filter(({ name }) => new RegExp(named).test(name));
  if (isFullMatrix) return rows;
  const random = new RandomSource(seed);
  const drawn = Object.entries(SAMPLE).flatMap(([layer, count]) =>
    random.some(
      rows.filter((row) => row.layer === layer && row.isCheap === true),
      count,
    ),
  );
  return rows.filter((row) => drawn.includes(row));
}
