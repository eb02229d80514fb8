import { runProcess, type ProcessResult } from '../../toolchain';
import { dimensionCommand, withScratch } from '../go-command';
import type { PreparedTask } from '../go-task';
import { listOf, type VulnOptions } from '../options/go-options';
import type { RunMemo } from '../run-memo';
import type { SelectedPackage } from '../select-packages';
import { hostTool } from '../tools/host-tool';
import { databaseOf } from './find-database';
import { findScanner } from './find-scanner';
import { SarifFile } from './sarif-file';
import { scannerEnvironment } from './scanner-environment';

/** What govulncheck came to. */
type ScanResult = Pick<ProcessResult, 'exitCode' | 'stdout' | 'stderr' | 'stoppedBy'>;

type RunScanner = (args: readonly string[], shown: 'all' | 'errors', input?: string) => Promise<ScanResult>;

/**
 * Runs govulncheck over the packages of a task with the cache of its dimension. It exits with 0 only where no code that is
 * called is vulnerable.
 *
 * @throws GoshawkError 'govulncheck-not-found', 'tool-not-built', 'vulnerability-database-not-found', 'sarif-file-not-written'; UsageError
 */
export function runScan(
  task: PreparedTask<VulnOptions>,
  packages: readonly SelectedPackage[],
  memo: RunMemo,
  onOutput: (chunk: string) => void,
): Promise<ScanResult> {
  return withScratch(async (scratch) => {
    const database = databaseOf(task);
    const sarif = SarifFile.of(task);
    const { file, args: before } = await hostTool(findScanner(task), task, memo);
    const { go, cwd, goEnvironment, dimension, projectRoot } = task;
    // No overlay: it would look for the files that it adds.
    const prepared = await dimensionCommand({
      go,
      cwd,
      env: goEnvironment,
      dimension,
      packages: [],
      scratch,
    });
    const env = scannerEnvironment(task, prepared.env);
    const common = [...before, ...(database === undefined ? [] : [`-db=${database}`])];
    const run: RunScanner = (args, shown, input) =>
      runProcess({
        file,
        args: [...common, ...args],
        cwd: projectRoot,
        env,
        input,
        onStdout: shown === 'all' ? onOutput : undefined,
        onStderr: onOutput,
      });
    sarif?.remove();
    const what = [...flagsOf(task), ...patternsOf(task, packages)];
    return sarif === undefined
      ? run([...showFlag(task), ...what], 'all')
      : scanOnce(run, what, showFlag(task), sarif);
  });
}

/** One scan for both forms, since the database may change between two; formats other than text always come with exit code 0. */
async function scanOnce(
  run: RunScanner,
  what: readonly string[],
  show: readonly string[],
  sarif: SarifFile,
): Promise<ScanResult> {
  const scan = await run(['-format=json', ...what], 'errors');
  if (!isDone(scan)) return { ...scan, stdout: '' };
  const written = await run(['-mode=convert', '-format=sarif'], 'errors', scan.stdout);
  if (!isDone(written)) return { ...written, stdout: '', stderr: scan.stderr + written.stderr };
  sarif.write(written.stdout);
  const said = await run(['-mode=convert', ...show], 'all', scan.stdout);
  return { ...said, stderr: scan.stderr + written.stderr + said.stderr };
}

function isDone({ exitCode, stoppedBy }: ScanResult): boolean {
  return exitCode === 0 && stoppedBy === undefined;
}

function flagsOf({ options, dimension }: PreparedTask<VulnOptions>): string[] {
  const { tags } = dimension.buildFlags;
  return [
    ...(tags.length > 0 ? [`-tags=${tags.join(',')}`] : []),
    ...(options.test === true ? ['-test'] : []),
  ];
}

function showFlag({ options }: PreparedTask<VulnOptions>): string[] {
  const show = listOf(options.show);
  return show.length === 0 ? [] : [`-show=${show.join(',')}`];
}

/** Without any it scans nothing. */
function patternsOf({ options }: PreparedTask<VulnOptions>, packages: readonly SelectedPackage[]): string[] {
  if (options.packages === undefined && packages.length > 0) return ['./...'];
  return packages.map(({ importPath }) => importPath);
}
