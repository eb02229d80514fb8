import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { repositoryRoot } from '../support/directories';
import { cleanEnvironment } from '../support/environment';
import type { Workspace } from '../support/workspace';
import type { Verdict } from './judge';
import type { FaultRow } from './row';
import type { WayName } from './ways';

/** What the table says of a row. */
export interface RecordedRow {
  readonly name: string;
  readonly layer: string;
  readonly command: string;
  readonly verdicts: Readonly<Partial<Record<WayName, Verdict>>>;
  /** Words of the output by which the fault was named. */
  readonly named: readonly string[];
  readonly why: string;
  /** Words of docs/limits.md, where something is impossible. */
  readonly limits: readonly string[];
}

/** The rows that docs/fault-matrix.md is made of, and what they were run with. */
export interface Recorded {
  readonly go: string;
  readonly nx: string;
  /** Of the table; those that were added since are not recorded yet. */
  readonly total: number;
  readonly rows: readonly RecordedRow[];
}

const FILE = join(repositoryRoot, 'e2e', 'faults', 'recorded.json');

export function readRecorded(): Recorded {
  if (!existsSync(FILE)) return { go: '', nx: '', total: 0, rows: [] };
  return JSON.parse(readFileSync(FILE, 'utf8')) as Recorded;
}

/** Puts a row that was run in the place of what was recorded of it; rows that are no more in the table go. */
export function recordRow(table: readonly FaultRow[], ran: RecordedRow, space: Workspace): void {
  const old = readRecorded().rows.filter(({ name }) => name !== ran.name);
  const rows = table
    .map(({ name }) => [ran, ...old].find((row) => row.name === name))
    .filter((row) => row !== undefined);
  const go = execFileSync('go', ['env', 'GOVERSION'], { encoding: 'utf8', env: cleanEnvironment() }).trim();
  const { version } = JSON.parse(space.read('node_modules/nx/package.json')) as { version: string };
  writeFileSync(
    FILE,
    `${JSON.stringify({ go, nx: version, total: table.length, rows } satisfies Recorded, null, 2)}\n`,
  );
}

/** What is known of a row without running it. */
export function describeRow({
  name,
  layer,
  use,
  why,
  expected,
}: FaultRow): Omit<RecordedRow, 'verdicts' | 'named'> {
  const limits = [expected.exec, expected.nx].flatMap((each) =>
    each.verdict === 'impossible' ? [each.limit] : [],
  );
  return { name, layer, command: `go ${use}`, why, limits: [...new Set(limits)] };
}
