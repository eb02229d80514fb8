import { realpathSync } from 'node:fs';
import { devNull } from 'node:os';
import { resolve } from 'node:path';
import { describeDimension, type Dimension } from '../../../dimension';
import { UsageError } from '../../../support';
import { findGo, type Env } from '../../../toolchain';
import type { DimensionPlace } from '../../dimension/load-dimension';
import { packagesNamed, packagesRead } from '../../exec/named-packages';
import { findProjectDirectory } from '../../graph/project-directory';
import type { GraphPlace } from '../../graph/graph-workspace';
import { prepareTask } from '../../prepare-task';
import { RunMemo } from '../../run-memo';
import { selectPackages } from '../../select-packages';
import { readTargetTask } from './target-task';

/** Which go command repeats the work that filled a cache, and where. */
export interface VerifyPlan {
  readonly go: string;
  readonly cwd: string;
  readonly env: Env;
  readonly dimension: Dimension;
  readonly verb: 'build' | 'test' | 'vet';
  /** Flags of the build. */
  readonly flags: readonly string[];
  /** Packages and patterns, as the go command takes them. */
  readonly patterns: readonly string[];
  /** Indexes into the dimension's listing of the packages whose C inputs count. */
  readonly packages: readonly number[];
}

/**
 * Finds out what to repeat: of `project:target[:configuration]` what Nx would run, of a project all of its packages, else the
 * packages that are named, as for a go command here.
 *
 * @param named a target, a project, or package patterns
 * @throws UsageError 'no-such-project', 'no-such-target', 'no-nx', 'mixed-names'
 */
export async function planVerification(
  named: readonly string[],
  place: DimensionPlace & GraphPlace,
): Promise<VerifyPlan> {
  const [first = './...', ...others] = named;
  if (isTarget(first) && others.length === 0) return planTarget(first, place);
  if (named.some(isTarget)) {
    throw new UsageError({
      code: 'mixed-names',
      message: `${named.join(' ')} names targets among other things.`,
      next: 'Give one project:target, or packages.',
    });
  }
  const isProject = others.length === 0 && !isPattern(first);
  const directory = isProject ? projectDirectory(first, place) : undefined;
  return directory === undefined
    ? planPackages(named.length > 0 ? named : [first], place.cwd, place)
    : planPackages(['./...'], directory, place);
}

/** No import path has a colon; a path of Windows begins with a letter and one. */
function isTarget(name: string): boolean {
  return /^[^:]{2,}:[^:]/.test(name);
}

function isPattern(name: string): boolean {
  return name.startsWith('.') || name.startsWith('/') || name.includes('...') || /^[A-Za-z]:/.test(name);
}

/** undefined for what is no project's name: then it is an import path. */
function projectDirectory(name: string, place: GraphPlace): string | undefined {
  try {
    return findProjectDirectory(place, name);
  } catch (error) {
    if (error instanceof UsageError && error.code === 'no-such-project') return undefined;
    throw error;
  }
}

async function planPackages(
  patterns: readonly string[],
  directory: string,
  place: DimensionPlace,
): Promise<VerifyPlan> {
  const { flags, cacheRoot, goBinary } = place;
  const cwd = realpathSync(resolve(place.cwd, directory));
  const env = { ...place.env, PWD: undefined };
  const go = findGo({ goBinary, env, cwd });
  const dimension = await describeDimension({ go, cwd, env, flags, cacheRoot });
  const packages = packagesRead(packagesNamed(patterns, dimension, cwd), dimension);
  return { go, cwd, env, dimension, verb: 'build', flags, patterns, packages };
}

async function planTarget(id: string, place: DimensionPlace & GraphPlace): Promise<VerifyPlan> {
  const { verb, task } = await readTargetTask(id, place);
  const prepared = await prepareTask(task, new RunMemo(), verb);
  const { packages, elsewhere } = selectPackages(prepared);
  const { go, cwd, goEnvironment: env, flags, dimension } = prepared;
  const read = packages.flatMap(({ buildDeps, testDeps }) => (verb === 'build' ? buildDeps : testDeps));
  return {
    ...{ go, cwd, env, flags, dimension, verb },
    patterns: [...packages.map(({ importPath }) => importPath), ...elsewhere],
    packages: [...new Set(read)],
  };
}

/** Arguments of the go command, whose programs go nowhere: a target that is there already would be kept as it is. */
export function commandOf({ verb, flags, patterns }: VerifyPlan, own: readonly string[]): string[] {
  const output = verb === 'vet' ? [] : [...(verb === 'test' ? ['-c'] : []), '-o', devNull];
  return [verb, ...flags, ...own, ...output, ...patterns];
}
