import type { ProjectConfiguration } from '@nx/devkit';
import { RunMemo } from '../../commands';
import { goTargetsOf, taskId } from '../go-targets';
import type { PluginOptions } from '../plugin-options';
import { readDecidingOptions } from './command-line-options';
import { digestTargets } from './digest-targets';
import { formatDigests, hashVariableOf } from './hash-variable';
import { reachableProjects } from './reachable-targets';
import type { Env } from '../../toolchain';

export interface HashRequest {
  readonly workspaceRoot: string;
  readonly argv: readonly string[];
  readonly projects: Readonly<Record<string, ProjectConfiguration>>;
  readonly env: Env;
  readonly pluginOptions: PluginOptions;
}

/**
 * The hash variables of the projects with Go targets that the command line leads to. A project's variable has all its targets,
 * reached or not: its tasks' hashes must not depend on what else runs.
 */
export async function computeHashVariables(request: HashRequest): Promise<Record<string, string>> {
  const every = goTargetsOf(request.projects);
  const ids = new Set(every.map(({ id }) => id));
  const reached = reachableProjects(request.argv, request.projects, (project, target) =>
    ids.has(taskId(project, target, undefined)),
  );
  const targets = every.filter(({ project }) => reached.has(project));
  if (targets.length === 0) return {};
  const memo = new RunMemo();
  const given = readDecidingOptions(request.argv);
  // Which tasks get the command line's options is known to Nx alone: every target is digested with and without them.
  const overridden = targets.map((target) => ({ ...target, options: { ...target.options, ...given } }));
  const all = given === undefined ? targets : [...targets, ...overridden];
  const digests = await digestTargets(all, { ...request, memo });

  const byVariable = new Map<string, Map<string, string[]>>();
  for (const [index, { id, project }] of all.entries()) {
    const variable = hashVariableOf(project);
    const ofProject = byVariable.get(variable) ?? new Map<string, string[]>();
    byVariable.set(variable, ofProject.set(id, [...(ofProject.get(id) ?? []), digests[index] ?? '']));
  }
  return Object.fromEntries([...byVariable].map(([variable, digests]) => [variable, formatDigests(digests)]));
}
