import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { judge, judgePlain, namedBy, type Verdict } from './faults/judge';
import { whyNot } from './faults/needs';
import { describeRow, readRecorded, recordRow } from './faults/record';
import type { FaultRow } from './faults/row';
import { faultRows } from './faults/rows';
import { runRow, type RowRuns } from './faults/run-row';
import { chooseRows, seed } from './faults/sample';
import { Site } from './faults/site';
import type { WayName } from './faults/ways';
import { e2eDirectory, repositoryRoot } from './support/directories';
import { isFullMatrix } from './support/mode';
import { itUnless } from './support/skips';

jest.setTimeout(600_000);

const ways: readonly WayName[] = isFullMatrix
  ? ['plainGo', 'plainNx', 'exec', 'nx']
  : ['plainGo', 'exec', 'nx'];
/** For rows that damage caches, one after the other. */
let damaged: Site | undefined;
/** For the oracle of rows with usual settings: empty at the start of a run. */
let oracleOfRun: string | undefined;

afterAll(async () => {
  await damaged?.dispose();
  if (oracleOfRun !== undefined) rmSync(oracleOfRun, { recursive: true, force: true });
});

describe(isFullMatrix ? 'all faults' : `faults drawn by seed ${seed}`, () => {
  for (const row of chooseRows(faultRows)) {
    itUnless(whyNot(row.needs))(`${row.name}, go ${row.use}: ${promiseOf(row)}`, async () => {
      const site = await siteOf(row);
      try {
        check(row, await runRow(row, site), site);
      } finally {
        if (site !== damaged) await site.dispose();
      }
    });
  }
});

/** Rows that damage caches share a site, whose caches are as before after each; the others have inputs that no other row has. */
async function siteOf(row: FaultRow): Promise<Site> {
  const isUsual = row.damage !== undefined || row.isCheap === true;
  const oracleCache = isFullMatrix && isUsual ? usualOracle() : undefined;
  if (row.damage === undefined) return Site.create(row.files, ways, 'shared', oracleCache);
  damaged ??= await Site.create(row.files, ways, 'own', oracleCache);
  return damaged;
}

function usualOracle(): string {
  oracleOfRun ??= mkdtempSync(join(e2eDirectory('workspaces'), 'oracle-cache-'));
  return oracleOfRun;
}

function check(row: FaultRow, runs: RowRuns, site: Site): void {
  const { oracle, first, second, third } = runs;
  const outcomes = Object.values(first).map(({ outcome }) => outcome);
  for (const [way, { outcome, output }] of Object.entries(first)) {
    // Before the fault everybody agrees.
    expect({ way, outcome, output }).toEqual({ way, outcome: outcomes[0], output });
    expect({ way, succeeded: outcome.succeeded, output }).toEqual({ way, succeeded: true, output });
  }
  // The fault would show.
  const changes = row.damage === undefined && row.changesNothing !== true;
  expect(isDeepStrictEqual(oracle, outcomes[0])).toBe(!changes);
  const verdicts: Partial<Record<WayName, Verdict>> = {};
  const named = new Set<string>();
  for (const [name, run] of Object.entries(second)) {
    const way = name as WayName;
    const expected = way === 'exec' || way === 'nx' ? row.expected[way] : undefined;
    verdicts[way] = expected === undefined ? judgePlain(run, oracle) : judge(run, oracle, expected);
    if (expected !== undefined) namedBy(run, expected).forEach((word) => named.add(word));
  }
  if (isFullMatrix)
    recordRow(faultRows, { ...describeRow(row), verdicts, named: [...named].sort() }, site.space);
  const plainGo = row.plainGo ?? verdicts.plainGo;
  expect({ verdicts, oracle, second }).toEqual({
    verdicts: { ...verdicts, plainGo, ...verdictsOf(row) },
    oracle,
    second,
  });
  for (const [way, { outcome, output }] of Object.entries(third)) {
    expect({ way, outcome, output }).toEqual({ way, outcome: oracle, output });
  }
}

function verdictsOf({ expected: { exec, nx } }: FaultRow) {
  return { exec: exec.verdict, nx: nx.verdict };
}

function promiseOf(row: FaultRow): string {
  const { exec, nx } = verdictsOf(row);
  return exec === nx ? exec : `${exec} by goshawk exec, ${nx} through Nx`;
}

describe('the table', () => {
  it('has names that tell rows apart', () => {
    const names = faultRows.map(({ name }) => name);
    expect(names.filter((name, place) => names.indexOf(name) !== place)).toEqual([]);
  });

  it('finds the reasons of what is impossible in docs/limits.md', () => {
    const limits = readFileSync(join(repositoryRoot, 'docs', 'limits.md'), 'utf8');
    const reasons = faultRows.flatMap((row) => describeRow(row).limits);
    expect(reasons.filter((reason) => !limits.includes(reason))).toEqual([]);
  });

  it('has what was recorded of it; npm run matrix records rows anew', () => {
    const recorded = readRecorded().rows;
    const known = new Set(recorded.map(({ name }) => name));
    const rows = faultRows.filter(({ name }) => known.has(name));
    expect(recorded).toEqual(rows.map((row, place) => ({ ...recorded[place], ...describeRow(row) })));
  });

  it('was recorded with the verdicts that it expects', () => {
    const { rows } = readRecorded();
    const expected = Object.fromEntries(faultRows.map((row) => [row.name, verdictsOf(row)]));
    for (const { name, verdicts } of rows) {
      expect({ name, exec: verdicts.exec, nx: verdicts.nx }).toEqual({ name, ...expected[name] });
    }
  });
});
