import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { PostTasksExecutionContext, ProjectConfiguration } from '@nx/devkit';
import { formatFinding, GoshawkError, type Finding } from '../../support';
import { compareTestInputs, HashAdditions, readTestInputs } from '../../commands';
import { goTargetsOf } from '../go-targets';
import type { PluginOptions } from '../plugin-options';
import { stateDirectoryOf } from '../state-directory';
import { TaskEnvironments } from '../task-hash/task-environment';

/** How Nx calls a result that it did not run for. */
const REPLAYED = new Set(['local-cache', 'local-cache-kept-existing', 'remote-cache']);

/**
 * Compares what replayed tests read when they ran (environment variables, files) with what is there now. A difference is
 * remembered, so that the next run executes, and fails this one: it would show green for tests that nobody ran.
 *
 * @throws GoshawkError 'undeclared-input' under the policy `fail`
 */
export function checkReplayedTests(
  policy: PluginOptions,
  { workspaceRoot, taskResults }: PostTasksExecutionContext,
  projects: Readonly<Record<string, ProjectConfiguration>>,
): void {
  const environments = new TaskEnvironments(workspaceRoot, process.env);
  const additions = new HashAdditions(stateDirectoryOf(workspaceRoot, process.env));
  const findings: Finding[] = [];
  const targets = new Map(goTargetsOf(projects).map((target) => [target.id, target]));
  for (const { task, status } of Object.values(taskResults)) {
    const target = targets.get(task.id);
    if (!REPLAYED.has(status) || target?.executor !== 'go-test') continue;
    const { project, options } = target;
    const given = options.env as Readonly<Record<string, string>> | undefined;
    const env = { ...environments.of(target), ...given };
    for (const output of task.outputs) {
      const record = join(workspaceRoot, output, 'test-inputs.json');
      if (!existsSync(record)) continue;
      const recorded = readTestInputs(record);
      const { findings: found, differing } = compareTestInputs(recorded, { env, workspaceRoot });
      if (found.length > 0)
        additions.addUndeclared(`${project}:${target.target}`, { ...differing, leftOut: recorded.leftOut });
      findings.push(...found.map((finding) => ({ ...finding, subject: `${task.id}: ${finding.subject}` })));
    }
  }
  if (findings.length === 0) return;
  const message = [
    'A replayed test read something that has changed since:',
    ...findings.map(formatFinding),
  ].join('\n');
  if (policy.undeclaredInputs === 'warn') {
    console.warn(message);
    return;
  }
  throw new GoshawkError({
    code: 'undeclared-input',
    message,
    next: 'Run the command again: these tests will run. Declare the inputs as shown, so that Nx knows of them.',
  });
}
