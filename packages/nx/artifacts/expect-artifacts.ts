import { relative, sep } from 'node:path';
import type { ProjectConfiguration } from '@nx/devkit';
import { GoshawkError } from '../../support';
import { artifactsOf, prepareTask, type BuildOptions, type GoTask } from '../../commands';
import type { HashedRun, TaskHashes } from '../task-hash/set-hash-variables';
import type { ExpectedByTask, ExpectedOfTask, ExpectedOutputs } from './expected-artifacts';

/**
 * What the cached go-build tasks of a command will have made when they have succeeded. A task that is not cached may find other
 * packages when it runs than there are now.
 */
export async function expectArtifacts(
  { runs, memo }: TaskHashes,
  projects: Readonly<Record<string, ProjectConfiguration>>,
): Promise<ExpectedByTask> {
  const expected: Record<string, ExpectedOfTask> = {};
  for (const run of runs) {
    const { project, target, executor, id } = run.target;
    if (executor !== 'go-build' || projects[project]?.targets?.[target]?.cache !== true) continue;
    const outputs = await outputsOf(run, memo);
    const others = expected[id] ?? { own: null };
    expected[id] = run.options === 'own' ? { ...others, own: outputs } : { ...others, overridden: outputs };
  }
  // Most Go projects are libraries, and leave nothing.
  return Object.fromEntries(Object.entries(expected).filter(([, one]) => hasArtifacts(one)));
}

async function outputsOf(
  { task, digest }: HashedRun,
  memo: TaskHashes['memo'],
): Promise<ExpectedOutputs | null> {
  // What stands behind a dash was added to the hash afterwards.
  const [, taskInputs] = /^([0-9a-f]{16})(?:-[0-9a-f]{16})?$/.exec(digest) ?? [];
  if (taskInputs === undefined) return null;
  try {
    const prepared = await prepareTask(task as GoTask<BuildOptions>, memo);
    const artifacts = artifactsOf(prepared).map((artifact) =>
      relative(prepared.workspaceRoot, artifact).split(sep).join('/'),
    );
    return { taskInputs, dimension: prepared.dimension.name, artifacts };
  } catch (error) {
    // The task itself will say so.
    if (error instanceof GoshawkError) return null;
    throw error;
  }
}

function hasArtifacts({ own, overridden }: ExpectedOfTask): boolean {
  return [own, overridden].some((one) => one !== undefined && (one === null || one.artifacts.length > 0));
}
