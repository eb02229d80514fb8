import { existsSync, readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { attestedArtifact, verifyArtifact } from '../../actions';
import { compareTestInputs, HashAdditions, readTestInputs } from '../../commands';
import { FileDigests, type Finding } from '../../support';
import type { Env } from '../../toolchain';
import type { TurboPackage } from '../modules/turbo-packages';
import { OUTPUTS } from '../tasks';
import type { SummarisedTask } from './run-summary';
import { stateDirectoryOf, taskIdOf, type TaskPlace } from './turbo-task';

interface CheckPlace extends TaskPlace {
  /** Of the run, before Turborepo hid any of it from tasks. */
  readonly env: Env;
}

/**
 * Checks what Turborepo has replayed: tests against what they read when they passed, artifacts against their attestations. What
 * differs enters the next hash of the task, so that it runs.
 */
export function checkRun(
  tasks: readonly SummarisedTask[],
  packages: readonly TurboPackage[],
  place: CheckPlace,
): Finding[] {
  const byId = new Map(tasks.map((task) => [task.taskId, task]));
  const check = new RunCheck(place);
  return packages.flatMap((one) =>
    one.kinds.flatMap((kind) => {
      const id = taskIdOf({ kind, package: one }, place.mode);
      const task = byId.get(id);
      if (task?.isReplayed !== true) return [];
      const output = join(place.root, one.module.directory, OUTPUTS[kind] ?? '');
      if (kind === 'test') return check.test(task, output);
      return kind === 'build' ? check.build(id, output) : [];
    }),
  );
}

class RunCheck {
  private readonly additions: HashAdditions;
  private readonly digests: FileDigests;

  constructor(private readonly place: CheckPlace) {
    const state = stateDirectoryOf(place.root);
    this.additions = new HashAdditions(state);
    this.digests = new FileDigests(join(state, 'artifact-digests.json'));
  }

  test({ taskId: id, unhashed }: SummarisedTask, output: string): Finding[] {
    const record = join(output, 'test-inputs.json');
    if (!existsSync(record)) return [];
    const recorded = readTestInputs(record);
    const { root: workspaceRoot, env } = this.place;
    const { findings, differing } = compareTestInputs(recorded, { env, workspaceRoot });
    if (differing.files.length > 0)
      this.additions.addUndeclared(id, { env: [], files: differing.files, leftOut: recorded.leftOut });
    // A variable that Turborepo hides from the task is no other one to it, so that to run it again would change nothing.
    if (differing.env.some((name) => isSeen(name, unhashed))) this.additions.addSalt(id);
    return findings.map((finding) => ({ ...finding, subject: `${id}: ${finding.subject}`, action: ADVICE }));
  }

  build(id: string, output: string): Finding[] {
    if (!existsSync(output)) return [];
    const artifacts = readdirSync(output).flatMap((name) => attestedArtifact(join(output, name)) ?? []);
    const findings = artifacts.flatMap((artifact) =>
      verifyArtifact(artifact, this.digests).findings.map((finding) => ({
        ...finding,
        subject: `${id}: ${relative(this.place.root, artifact)}`,
        action: 'the next run builds it anew',
      })),
    );
    if (findings.length > 0) this.additions.addSalt(id);
    return findings;
  }
}

/** Whether a task saw a variable that is in no hash. */
function isSeen(name: string, unhashed: readonly string[] | undefined): boolean {
  if (unhashed === undefined) return true;
  return unhashed.some((one) => (one.endsWith('*') ? name.startsWith(one.slice(0, -1)) : name === one));
}

const ADVICE =
  'add the variable to "env", or the file to "inputs", of the task in the turbo.json of its module (without it Turborepo hides the variable)';
