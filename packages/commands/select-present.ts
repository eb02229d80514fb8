import { existsSync, readdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { packageTest, splitPatterns, toWorkspacePath } from '../graph';
import { GoshawkError } from '../support';
import type { PreparedTask } from './go-task';
import { listOf, type SharedOptions } from './options/go-options';
import { DEFAULT_PATTERNS, selectPackages, type Selection } from './select-packages';

/** What a task says of itself that found nothing to do. */
export const NONE_PRESENT = 'no package on this platform';

type Task = PreparedTask<SharedOptions & { packages?: string | readonly string[] }>;

/**
 * As selectPackages, and no package where a task is about all of its project and build constraints leave none of that on this
 * platform. A pattern that names a part of it and matches nothing is a mistake, and so is a project without any Go file.
 *
 * @throws GoshawkError as selectPackages
 */
export function selectPresent(task: Task): Selection {
  try {
    return selectPackages(task);
  } catch (error) {
    const isNothing = error instanceof GoshawkError && error.code === 'no-go-package';
    if (!isNothing || !isForOthers(task)) throw error;
    return { packages: [], elsewhere: [] };
  }
}

/** Whether a project that a task takes as a whole has Go files. */
function isForOthers(task: Task): boolean {
  const { options, projectRoot, workspaceRoot } = task;
  const { taken, without } = splitPatterns(listOf(options.packages), DEFAULT_PATTERNS);
  if (!taken.every((pattern) => DEFAULT_PATTERNS.includes(pattern)) || !isListed(task)) return false;
  const scope = { directory: toWorkspacePath(workspaceRoot, projectRoot), modules: new Set<string>() };
  const left = without.map((pattern) => packageTest(pattern, scope));
  return hasGoFiles(projectRoot, (path) => {
    const place = { directory: toWorkspacePath(workspaceRoot, path), importPath: '' };
    return !left.some((isLeft) => isLeft(place));
  });
}

/** Whether the go command looks for packages there: in a module that go.work leaves out, or in none, it finds none of any platform. */
function isListed({ projectRoot, dimension }: Task): boolean {
  let module = projectRoot;
  while (!existsSync(join(module, 'go.mod'))) {
    if (dirname(module) === module) return false;
    module = dirname(module);
  }
  return dimension.listing.modules.some(({ dir }) => dir === module);
}

/** Whether there are Go files in the directories that `./...` stands for (cmd/go/internal/search: MatchDirs). */
function hasGoFiles(directory: string, isTaken: (directory: string) => boolean): boolean {
  const entries = readdirSync(directory, { withFileTypes: true });
  const isGoFile = (name: string) => /^[^_.].*\.go$/.test(name);
  if (entries.some((entry) => !entry.isDirectory() && isGoFile(entry.name)) && isTaken(directory))
    return true;
  return entries
    .filter((entry) => entry.isDirectory() && /^[^_.]/.test(entry.name) && !LEFT_OUT.has(entry.name))
    .map(({ name }) => join(directory, name))
    .filter((path) => !readdirSync(path).includes('go.mod'))
    .some((path) => hasGoFiles(path, isTaken));
}

/** A large directory of other languages, and what the go command leaves out. */
const LEFT_OUT = new Set(['node_modules', 'testdata', 'vendor']);
