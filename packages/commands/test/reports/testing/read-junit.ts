import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGo, runProcess } from '../../../../toolchain';

interface Trouble {
  readonly Message: string;
  readonly Text: string;
}

export interface ReadCase {
  readonly Class: string;
  readonly Name: string;
  readonly Time: string;
  readonly Failure?: Trouble;
  readonly Error?: Trouble;
  readonly Skipped?: Trouble;
}

export interface ReadSuite {
  readonly Name: string;
  readonly Tests: number;
  readonly Failures: number;
  readonly Errors: number;
  readonly Skipped: number;
  readonly Time: string;
  readonly Timestamp: string;
  readonly Properties: readonly { Name: string; Value: string }[] | null;
  readonly Cases: readonly ReadCase[] | null;
}

export interface ReadReport {
  readonly Name: string;
  readonly Tests: number;
  readonly Failures: number;
  readonly Errors: number;
  readonly Time: string;
  readonly Suites: readonly ReadSuite[] | null;
}

/** What Go's own XML parser reads in JUnit reports; one go command for all. */
export async function readJUnit(texts: readonly string[], workDir: string): Promise<ReadReport[]> {
  const program = join(workDir, 'oracle.go');
  copyFileSync(join(__dirname, 'oracle', 'junit.go.txt'), program);
  const env = { ...process.env, GO111MODULE: 'off' };
  const { exitCode, stdout, stderr } = await runProcess({
    file: findGo({ env, cwd: workDir }),
    args: ['run', program],
    cwd: workDir,
    env,
    input: JSON.stringify(texts),
  });
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as ReadReport[];
}

/** What came of each case of a report, by package and name: `pass`, or the kind of trouble. */
export function verdictsOf({ Suites }: ReadReport): Record<string, string[]> {
  const kind = ({ Failure, Error: error, Skipped }: ReadCase) =>
    (Failure && 'failure') ?? (error && 'error') ?? (Skipped && 'skipped') ?? 'pass';
  const entries = (Suites ?? []).map(
    ({ Name, Cases }) => [Name, (Cases ?? []).map((one) => `${one.Name}: ${kind(one)}`)] as const,
  );
  return Object.fromEntries(entries);
}
