import { join, relative } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { PostTasksExecutionContext, ProjectConfiguration, Task } from '@nx/devkit';
import { FileDigests, formatFinding, GoshawkError, systemErrorCode, type Finding } from '../../support';
import { quarantineArtifact, verifyArtifact, type ArtifactCheck } from '../../actions';
import { HashAdditions } from '../../commands';
import { saveMemo } from '../../dimension';
import { goTargetsOf, type GoTarget } from '../go-targets';
import { stateDirectoryOf } from '../state-directory';
import { takeExpected, type ExpectedByTask } from './expected-artifacts';
import { findArtifacts } from './find-artifacts';

/** How Nx calls a task whose outputs are there: it ran, or its result was replayed. */
const SUCCEEDED = new Set(['success', 'local-cache', 'local-cache-kept-existing', 'remote-cache']);

/** Milliseconds within which another command that replaces an artifact has replaced its attestation as well. */
const REPLACEMENT = 300;

/**
 * Checks every artifact of a run, built or replayed, against its attestation and what was asked for. A wrong one is moved into the
 * quarantine, and its target gets a salt: else Nx would hand over the same bytes in every run to come.
 *
 * @throws GoshawkError 'wrong-artifact'
 */
export async function checkArtifacts(
  context: PostTasksExecutionContext,
  projects: Readonly<Record<string, ProjectConfiguration>>,
): Promise<void> {
  const stateDirectory = stateDirectoryOf(context.workspaceRoot, process.env);
  const check = new RunCheck(context.workspaceRoot, stateDirectory, takeExpected(stateDirectory, context.id));
  const targets = new Map(goTargetsOf(projects).map((target) => [target.id, target]));
  const findings: Finding[] = [];
  for (const { task, status } of Object.values(context.taskResults)) {
    const target = targets.get(task.id);
    if (target?.executor !== 'go-build' || !SUCCEEDED.has(status)) continue;
    try {
      findings.push(...(await check.checkTask(task, target)));
    } catch (error) {
      findings.push(unreadable(task, error));
    }
  }
  check.save();
  if (findings.length === 0) return;
  throw new GoshawkError({
    code: 'wrong-artifact',
    message: ['An artifact of this run is not what was to be built:', ...findings.map(formatFinding)].join(
      '\n',
    ),
    next: 'Run the command again: what was wrong is built anew, and Nx does not replay it any more.',
  });
}

/** The check of the artifacts of one run. */
class RunCheck {
  private readonly digests: FileDigests;
  private readonly additions: HashAdditions;

  constructor(
    private readonly workspaceRoot: string,
    private readonly stateDirectory: string,
    private readonly expected: ExpectedByTask,
  ) {
    this.digests = new FileDigests(join(stateDirectory, 'artifact-digests.json'));
    this.additions = new HashAdditions(stateDirectory);
  }

  async checkTask(task: Task, target: GoTarget): Promise<Finding[]> {
    const { artifacts, asked } = findArtifacts(task, this.expected, this.workspaceRoot);
    const verify = (artifact: string) => verifyArtifact(artifact, this.digests, asked);
    const suspects = artifacts.map(verify).filter((check) => isWrong(check, asked));
    if (suspects.length === 0) return [];
    await sleep(REPLACEMENT);
    const wrong = suspects.map(({ artifact }) => verify(artifact)).filter((check) => isWrong(check, asked));
    if (wrong.length === 0) return [];
    const salted = this.salt(target);
    return wrong.flatMap((check) => this.setAside(check, task, salted));
  }

  save(): void {
    saveMemo(this.digests);
  }

  /** @returns what keeps the wrong result from being replayed, for people */
  private salt({ project, target }: GoTarget): string {
    try {
      this.additions.addSalt(`${project}:${target}`);
      return 'the next run builds it anew';
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === undefined) throw error;
      return `Nx may replay it again, since no note of it could be written (${reason}): run \`nx reset\``;
    }
  }

  private setAside(check: ArtifactCheck, task: Task, salted: string): Finding[] {
    const artifact = relative(this.workspaceRoot, check.artifact).replaceAll('\\', '/');
    const action = `${this.quarantine(check, task)}; ${salted}`;
    return check.findings.map((finding) => ({ ...finding, subject: `${task.id}: ${artifact}`, action }));
  }

  private quarantine(check: ArtifactCheck, task: Task): string {
    try {
      const place = quarantineArtifact(check, task.id, join(this.stateDirectory, 'quarantine'));
      return `moved to ${relative(this.workspaceRoot, place).replaceAll('\\', '/')}`;
    } catch (error) {
      const reason = systemErrorCode(error);
      if (reason === undefined) throw error;
      return `it could not be moved out of the way (${reason}): delete it`;
    }
  }
}

/** What the system refuses to show nobody can vouch for. */
function unreadable({ id, outputs }: Task, error: unknown): Finding {
  const reason = systemErrorCode(error);
  if (reason === undefined) throw error;
  const evidence = `its outputs (${outputs.join(', ')}) cannot be read (${reason})`;
  return {
    code: 'artifact-unreadable',
    severity: 'error',
    subject: id,
    evidence,
    action: 'make them readable, or remove them',
  };
}

/** An attestation that another tool wrote is none of ours, unless ours should be in its place. */
function isWrong({ found, findings }: ArtifactCheck, asked: unknown): boolean {
  return findings.length > 0 && (asked !== undefined || found.kind !== 'foreign');
}
