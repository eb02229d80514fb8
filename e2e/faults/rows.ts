import type { FaultRow } from './row';
import { diskRows } from './rows/disk-rows';
import { outputRows } from './rows/output-rows';
import { packageRows } from './rows/package-rows';
import { runnerFaults } from './rows/runner-rows';
import { unkeyedFaults } from './rows/unkeyed';

/** The whole table. */
export const faultRows: readonly FaultRow[] = [
  ...packageRows,
  ...outputRows,
  ...diskRows,
  ...unkeyedFaults,
  ...runnerFaults,
];
