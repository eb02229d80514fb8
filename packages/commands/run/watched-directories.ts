import { dirname, join } from 'node:path';
import { GoshawkError } from '../../support';
import type { WorkspacePackage } from '../../dimension';
import { listPackages, type GoPackage } from '../../toolchain';
import type { PreparedTask } from '../go-task';
import type { RunOptions } from '../options/go-options';
import type { ProgramBuild } from './build-program';

/**
 * Directories whose files decide a program: those of its packages and of the files that they embed, and of go.mod and
 * go.work. Of a program that could not be planned, the project's own.
 */
export async function watchedDirectories(
  { task, reads }: ProgramBuild,
  projectRoot: string,
): Promise<Set<string>> {
  if (task === undefined) return new Set([projectRoot]);
  const { listing } = task.dimension;
  const packages = reads.flatMap((index) => listing.packages[index] ?? []);
  const directories = new Set([projectRoot, task.cwd, ...packages.map(({ dir }) => dir)]);
  for (const { dir } of listing.modules) directories.add(dir);
  if (packages.length === 0) return directories;
  for (const { Dir: dir = '', EmbedFiles: files = [] } of await listed(task, packages))
    for (const file of files) directories.add(dirname(join(dir, file)));
  return directories;
}

async function listed(
  { go, cwd, goEnvironment, flags, dimension }: PreparedTask<RunOptions>,
  packages: readonly WorkspacePackage[],
): Promise<GoPackage[]> {
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
