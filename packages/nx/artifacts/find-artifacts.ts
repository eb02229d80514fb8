import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Task } from '@nx/devkit';
import { attestedArtifact, type AskedFor } from '../../actions';
import type { ExpectedByTask, ExpectedOutputs } from './expected-artifacts';

/** The artifacts of a task that has succeeded, as far as they are known. */
export interface TaskArtifacts {
  /** Absolute paths. */
  readonly artifacts: readonly string[];
  /** What they must have been built from; undefined where only their attestations tell. */
  readonly asked: AskedFor | undefined;
}

/** Options that choose artifacts and are no part of the hash that the pre-task hook computes. */
const CHOOSING = new Set(['packages', 'outputpath']);

/** Finds the artifacts of a task: those that the pre-task hook expected, else those whose attestations lie in its outputs. */
export function findArtifacts(task: Task, expected: ExpectedByTask, workspaceRoot: string): TaskArtifacts {
  const outputs = expectedOf(task, expected);
  if (outputs === undefined) return { artifacts: attestedIn(task, workspaceRoot), asked: undefined };
  return { artifacts: outputs.artifacts.map((artifact) => join(workspaceRoot, artifact)), asked: outputs };
}

function expectedOf({ id, overrides }: Task, expected: ExpectedByTask): ExpectedOutputs | undefined {
  const known = expected[id];
  // Nx keeps notes of its own there, such as `__overrides_unparsed__`.
  const given = Object.keys((overrides as object | undefined) ?? {}).filter((name) => !name.startsWith('__'));
  if (known === undefined || given.some((name) => CHOOSING.has(name.replaceAll('-', '').toLowerCase())))
    return undefined;
  const isOverridden = given.length > 0 && known.overridden !== undefined;
  return (isOverridden ? known.overridden : known.own) ?? undefined;
}

function attestedIn({ outputs }: Task, workspaceRoot: string): string[] {
  return outputs.flatMap((output) => {
    const directory = join(workspaceRoot, output);
    if (statSync(directory, { throwIfNoEntry: false })?.isDirectory() !== true) return [];
    return readdirSync(directory).flatMap((name) => attestedArtifact(join(directory, name)) ?? []);
  });
}
