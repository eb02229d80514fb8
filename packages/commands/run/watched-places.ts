import { dirname, extname, join } from 'node:path';
import { GoshawkError } from '../../support';
import type { WorkspacePackage } from '../../dimension';
import { COMPILED_EXTENSIONS, listPackages, type GoPackage } from '../../toolchain';
import type { PreparedTask } from '../go-task';
import type { RunOptions } from '../options/go-options';
import type { ProgramBuild } from './build-program';

/** Where to look for changes that make another program. */
export interface WatchedPlaces {
  readonly directories: ReadonlySet<string>;
  /** Of files that count: a program may write others beside its sources. */
  readonly extensions: ReadonlySet<string>;
}

/** What the go command compiles, and what decides which modules it takes (`go help packages`, `go list -json`). */
const SOURCES = ['.go', ...COMPILED_EXTENSIONS, '.mod', '.sum', '.work'];

/**
 * Directories whose files decide a program: those of its packages and of the files that they embed, and of go.mod and
 * go.work. Of a program that could not be planned, the project's own.
 */
export async function watchedPlaces(
  { task, reads }: ProgramBuild,
  projectRoot: string,
): Promise<WatchedPlaces> {
  const directories = new Set([projectRoot]);
  const extensions = new Set(SOURCES);
  if (task === undefined) return { directories, extensions };
  const { listing } = task.dimension;
  const packages = reads.flatMap((index) => listing.packages[index] ?? []);
  for (const directory of [task.cwd, ...[...listing.modules, ...packages].map(({ dir }) => dir)])
    directories.add(directory);
  for (const { Dir: dir = '', EmbedFiles: files = [] } of await listed(task, packages)) {
    for (const file of files) {
      directories.add(dirname(join(dir, file)));
      extensions.add(extname(file));
    }
  }
  return { directories, extensions };
}

/** Places of two programs: what does not build may not tell all that it reads. */
export function bothPlaces(a: WatchedPlaces, b: WatchedPlaces): WatchedPlaces {
  return {
    directories: new Set([...a.directories, ...b.directories]),
    extensions: new Set([...a.extensions, ...b.extensions]),
  };
}

async function listed(
  { go, cwd, goEnvironment, flags, dimension }: PreparedTask<RunOptions>,
  packages: readonly WorkspacePackage[],
): Promise<GoPackage[]> {
  if (packages.length === 0) return [];
  const env = { ...goEnvironment, GOCACHE: dimension.gocache };
  const args = [...flags, ...packages.map(({ importPath }) => importPath)];
  try {
    return await listPackages({ go, cwd, env, args });
  } catch (error) {
    // A signal that ends the program ends this command as well. What is wrong with the packages, the next build says.
    if (error instanceof GoshawkError) return [];
    throw error;
  }
}
