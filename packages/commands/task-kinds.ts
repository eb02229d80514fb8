import { gofmtIdentity } from './fmt/find-gofmt';
import { generatorIdentities } from './generate/find-tools';
import type { PreparedTask } from './go-task';
import { linterIdentity } from './lint/find-linter';
import { outsideModules } from './tidy/tidy-inputs';

/**
 * What a task reads of its packages: all that a build of them reads, the same with their tests, every Go file of them, whatever
 * its build constraints, and nothing that they import, or every Go file of their module and of those that replace others.
 */
export type PackageScope = 'build' | 'test' | 'sources' | 'module';

/** What decides the tasks of an executor. */
export interface TaskKind {
  readonly scope: PackageScope;
  /**
   * What decides a task beyond what decides a build of its packages; of `workspace`, only what tasks with equal options have
   * alike, whichever project they are of.
   */
  readonly further?: (task: PreparedTask<unknown>, of: 'project' | 'workspace') => readonly string[];
  /** Whether the option `fix` makes it change sources. */
  readonly fixes?: true;
  /** Why no result of it may be replayed, where that is so. */
  readonly neverCached?: string;
  /** Whether it runs where the go command cannot list packages: to say why, and to mend it. */
  readonly mends?: true;
}

const KINDS: Readonly<Record<string, TaskKind>> = {
  'go-build': { scope: 'build' },
  'go-run': { scope: 'build' },
  'go-fmt': { scope: 'sources', further: gofmtIdentity, fixes: true },
  'go-generate': { scope: 'test', further: generatorIdentities },
  'go-lint': { scope: 'test', further: linterIdentity, fixes: true },
  'go-vuln': { scope: 'test', neverCached: 'the vulnerability database changes, and no input shows it' },
  'go-tidy': { scope: 'module', further: outsideModules, fixes: true, mends: true },
};

/** @param executor such as `go-build` */
export function kindOfTask(executor: string): TaskKind {
  return KINDS[executor] ?? { scope: 'test' };
}

/** Whether C code of the packages counts. */
export function isCompiled(scope: PackageScope): boolean {
  return scope === 'build' || scope === 'test';
}

/** Whether a task with these options changes sources: no result of it may be replayed, since a replay changes none. */
export function writesSources(executor: string, options: object): boolean {
  return kindOfTask(executor).fixes === true && 'fix' in options && options.fix === true;
}
