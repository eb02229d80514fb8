import { GoshawkError, type Finding } from '../../support';
import { runProcess, type Env } from '../../toolchain';
import type { GraphPlace } from '../../commands';
import { packagesOf } from '../modules/turbo-packages';
import { readTurboWorkspace } from '../modules/turbo-workspace';
import { planSync } from '../sync/plan-sync';
import { SERVER_VARIABLE } from '../variables';
import { checkRun } from './check-run';
import { findTurbo } from './find-turbo';
import { Forecast } from './forecast';
import { computeHashVariables } from './hash-variables';
import { RunSummary } from './run-summary';
import { TaskQueue } from './task-queue';
import { TaskServer } from './task-server';
import { readTurboArguments } from './turbo-arguments';

export interface TurboRun {
  /** What turbo exited with. */
  readonly exitCode: number;
  /** What was wrong with results that it replayed. */
  readonly findings: readonly Finding[];
  /** Whether go commands run for tasks that turbo did not start, since another one had failed. */
  readonly isBusy: boolean;
}

/**
 * Runs `turbo run` on the caller's terminal, with all that decides a Go build in its hashes. Its tasks are put together to few go
 * commands; what it replayed is checked afterwards.
 *
 * @throws GoshawkError 'turbo-not-found', 'turbo-out-of-step', 'go-graph-incomplete'
 */
export async function runTurbo(argv: readonly string[], place: GraphPlace): Promise<TurboRun> {
  const workspace = readTurboWorkspace(place);
  const { root } = workspace.turbo;
  const { env, cwd } = place;
  const turbo = findTurbo(root, env);
  refuseDrift(planSync(workspace).changes.map(({ file }) => file));
  const { own, passed, runs } = readTurboArguments(argv);
  const packages = packagesOf(workspace);
  const tasks = { root, mode: workspace.mode };
  const variables = await computeHashVariables({ ...tasks, packages, args: passed, env });
  const run = (more: Env, flags: readonly string[], stdio: 'inherit' | 'capture' = 'inherit') =>
    runProcess({
      file: turbo,
      args: ['run', ...own, ...flags, ...(argv.includes('--') ? ['--', ...passed] : [])],
      cwd,
      env: { ...env, ...variables, ...more },
      stdio,
    });
  if (!runs) return { exitCode: (await run({}, [])).exitCode, findings: [], isBusy: false };
  const forecast = new Forecast(async () => (await run({}, ['--dry=json'], 'capture')).stdout);
  const queue = new TaskQueue({ ...tasks, packages, forecast, variables });
  const server = new TaskServer((task) => queue.add(task));
  const summary = new RunSummary(root, own);
  try {
    const address = await server.listen();
    const { exitCode } = await run({ [SERVER_VARIABLE]: address }, summary.flags);
    const findings = checkRun(summary.take(), packages, { ...tasks, env });
    return { exitCode, findings, isBusy: queue.isBusy };
  } finally {
    server.close();
  }
}

/** Turborepo's hashes would lack what the files do not say. */
function refuseDrift(files: readonly string[]): void {
  if (files.length === 0) return;
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  throw new GoshawkError({
    code: 'turbo-out-of-step',
    message: `What Turborepo knows of the Go code is not what it says: ${files.slice(0, 3).join(', ')}${more}.`,
    next: 'Run `goshawk turbo sync`, which brings the files in step.',
  });
}
