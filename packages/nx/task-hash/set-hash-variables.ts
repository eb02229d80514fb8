import type { ProjectConfiguration } from '@nx/devkit';
import { RunMemo, DECIDING_OPTION_NAMES } from '../../commands';
import { groupBy } from '../../support';
import { goTargetsOf, taskId, type GoTarget } from '../go-targets';
import type { PluginOptions } from '../plugin-options';
import { readDecidingOptions } from './command-line-options';
import { digestSettingsOf, digestTargets, type DigestContext, type DigestedTarget } from './digest-targets';
import { formatDigests, hashVariableOf } from './hash-variable';
import { reachableProjects } from './reachable-targets';
import { TaskEnvironments } from './task-environment';
import type { Env } from '../../toolchain';

export interface HashRequest {
  readonly workspaceRoot: string;
  readonly argv: readonly string[];
  readonly projects: Readonly<Record<string, ProjectConfiguration>>;
  readonly env: Env;
  readonly pluginOptions: PluginOptions;
}

/** One way in which a target may run. */
export interface HashedRun extends DigestedTarget {
  readonly target: GoTarget;
  /** Whether with the options of the command line, or without them. */
  readonly options: 'own' | 'overridden';
  /** What it has alike with others; undefined where its inputs name no variable for that. */
  readonly settings: string | undefined;
}

/** What tasks are hashed with. */
export interface TaskHashes {
  readonly variables: Readonly<Record<string, string>>;
  readonly runs: readonly HashedRun[];
  readonly memo: RunMemo;
}

/**
 * The hash variables of the projects with Go targets that the command line leads to. A project's variable has all its targets,
 * reached or not: its tasks' hashes must not depend on what else runs.
 */
export async function computeHashVariables(request: HashRequest): Promise<TaskHashes> {
  const every = goTargetsOf(request.projects);
  const ids = new Set(every.map(({ id }) => id));
  const reached = reachableProjects(request.argv, request.projects, (project, target) =>
    ids.has(taskId(project, target, undefined)),
  );
  const targets = every.filter(({ project }) => reached.has(project));
  const memo = new RunMemo();
  if (targets.length === 0) return { variables: {}, runs: [], memo };
  const context = { ...request, memo };
  const given = readDecidingOptions(request.argv);
  // Which tasks get the command line's options is known to Nx alone: every target is digested with and without them.
  const overridden = targets.map((target) => ({ ...target, options: { ...target.options, ...given } }));
  const all = given === undefined ? targets : [...targets, ...overridden];
  const digests = await digestTargets(all, context);
  const settings = await settingsOf(all, context);
  const runs = digests.map((digested, index): HashedRun => ({
    ...digested,
    target: all[index] as GoTarget,
    options: index < targets.length ? 'own' : 'overridden',
    settings: settings[index],
  }));
  const variables = {
    ...withoutInherited(all, request.env),
    ...settingsVariables(runs),
    ...ownVariables(runs),
  };
  return { variables, runs, memo };
}

/** What each target has alike with others, computed once for all that share a variable and options. */
async function settingsOf(
  targets: readonly GoTarget[],
  context: DigestContext,
): Promise<(string | undefined)[]> {
  const environments = new TaskEnvironments(context.workspaceRoot, context.env);
  const keyOf = ({ settingsVariable, configuration, options }: GoTarget) =>
    JSON.stringify([
      settingsVariable,
      configuration,
      DECIDING_OPTION_NAMES.map((name) => options[name] ?? null),
    ]);
  const computed = new Map<GoTarget, string | undefined>();
  for (const alike of groupBy(targets, keyOf).values()) {
    const isNamed = alike[0]?.settingsVariable !== undefined;
    const digest = isNamed ? await digestSettingsOf(alike, context, environments) : undefined;
    for (const target of alike) computed.set(target, digest);
  }
  return targets.map((target) => computed.get(target));
}

function settingsVariables(runs: readonly HashedRun[]): Record<string, string> {
  const named = groupBy(runs, ({ target }) => target.settingsVariable);
  return Object.fromEntries(
    [...named].flatMap(([variable, own]) => {
      if (variable === undefined) return [];
      const byConfiguration = groupBy(own, ({ target }) => target.configuration ?? '');
      const digests = [...byConfiguration].map(
        ([name, some]) => [name, some.flatMap(({ settings }) => settings ?? [])] as const,
      );
      return [[variable, formatDigests(new Map(digests))]];
    }),
  );
}

/** Those of projects with a target that is special in any of its runs, with all its digests. */
function ownVariables(runs: readonly HashedRun[]): Record<string, string> {
  const special = [...groupBy(runs, ({ target }) => target.id)].filter(([, own]) =>
    own.some(({ digest, settings }) => digest !== settings),
  );
  const byVariable = groupBy(special, ([, [first]]) => hashVariableOf(first?.target.project ?? ''));
  return Object.fromEntries(
    [...byVariable].map(([variable, targets]) => {
      const digests = targets.map(([id, own]) => [id, own.map(({ digest }) => digest)] as const);
      return [variable, formatDigests(new Map(digests))];
    }),
  );
}

/** In a command that a task of another one started, what that one's hook has set is none of its own. */
function withoutInherited(targets: readonly GoTarget[], env: Env): Record<string, string> {
  const variables = new Set(targets.map(({ project }) => hashVariableOf(project)));
  return Object.fromEntries(
    [...variables].filter((name) => env[name] !== undefined).map((name) => [name, '']),
  );
}
