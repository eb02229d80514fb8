import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { kindOfTask, type PackageScope } from '../commands';
import { settingsVariableIn } from './task-hash/hash-variable';

/** Executors of this package, in the order in which their targets are shown. */
export const GO_EXECUTORS = [
  'go-build',
  'go-test',
  'go-vet',
  'go-fmt',
  'go-tidy',
  'go-generate',
  'go-lint',
  'go-vuln',
  'go-run',
] as const;
export type GoExecutor = (typeof GO_EXECUTORS)[number];

/** Our executor that a target uses. */
export function goExecutorOf(target: TargetConfiguration): GoExecutor | undefined {
  const [plugin, name] = (target.executor ?? '').split(':');
  return plugin === 'goshawk' ? GO_EXECUTORS.find((executor) => executor === name) : undefined;
}

/** What an executor reads of its packages. */
export function scopeOf(executor: string): PackageScope {
  return kindOfTask(executor).scope;
}

/** One target of a project that this package runs, in one configuration. */
export interface GoTarget {
  /** `project:target[:configuration]`. */
  readonly id: string;
  readonly project: string;
  readonly projectRoot: string;
  readonly target: string;
  readonly configuration: string | undefined;
  readonly executor: string;
  /** Options of the target and its configuration, merged. */
  readonly options: Readonly<Record<string, unknown>>;
  /** See hash-variable.ts; undefined where its inputs name none. */
  readonly settingsVariable: string | undefined;
}

/** All targets of projects that our executors run, each configuration by itself. */
export function goTargetsOf(projects: Readonly<Record<string, ProjectConfiguration>>): GoTarget[] {
  return Object.entries(projects).flatMap(([project, { root, targets }]) =>
    Object.entries(targets ?? {}).flatMap(([target, config]) => {
      const executor = goExecutorOf(config);
      if (executor === undefined) return [];
      const configurations: Record<string, unknown> = config.configurations ?? {};
      const settingsVariable = settingsVariableIn(config.inputs);
      return [undefined, ...Object.keys(configurations)].map((configuration): GoTarget => {
        const own = configuration === undefined ? {} : configurations[configuration];
        const options = { ...(config.options as object | undefined), ...(own as object) };
        return {
          id: taskId(project, target, configuration),
          project,
          projectRoot: root,
          target,
          configuration,
          executor,
          options,
          settingsVariable,
        };
      });
    }),
  );
}

/** The id that Nx gives a task. */
export function taskId(project: string, target: string, configuration: string | undefined): string {
  return configuration === undefined ? `${project}:${target}` : `${project}:${target}:${configuration}`;
}
