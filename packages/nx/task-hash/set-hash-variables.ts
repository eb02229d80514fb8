import type { ProjectConfiguration } from '@nx/devkit';
import { RunMemo } from '../../commands';
import { goTargetsOf, taskId } from '../go-targets';
import type { PluginOptions } from '../plugin-options';
import { readDecidingOptions } from './command-line-options';
import { digestTargets } from './digest-targets';
import { formatDigests, hashVariableOf } from './hash-variable';
import { canReach } from './reachable-targets';
import type { Env } from '../../toolchain';

export interface HashRequest {
  readonly workspaceRoot: string;
  readonly argv: readonly string[];
  readonly projects: Readonly<Record<string, ProjectConfiguration>>;
  readonly env: Env;
  readonly pluginOptions: PluginOptions;
}

/** The hash variables of all projects with Go targets, and their values; none where the command line leads to no Go target. */
export async function computeHashVariables(request: HashRequest): Promise<Record<string, string>> {
  const targets = goTargetsOf(request.projects);
  const ids = new Set(targets.map(({ id }) => id));
  if (
    !canReach(request.argv, request.projects, (project, target) =>
      ids.has(taskId(project, target, undefined)),
    )
  )
    return {};
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
