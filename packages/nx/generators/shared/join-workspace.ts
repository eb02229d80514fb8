import type { Tree } from '@nx/devkit';
import { requireLocally, useModules } from '../../../commands';
import { parentOf, type GoModule } from '../../../graph';
import { UsageError } from '../../../support';

/** What an empty go.work begins with, so that there is one block for all modules. */
const EMPTY = 'use (\n)\n';

/** The text of a new go.work for these modules. */
export function newGoWork(modules: readonly GoModule[]): string {
  return useModules(modules.length > 1 ? EMPTY : '', '.', modules);
}

/**
 * Lets the other modules of the workspace import a module: through go.work, which is written for the second module of a
 * workspace; or, where modules replace one another instead, by lines in the go.mod files of those that will import it.
 *
 * @param modules all of them, the new one included
 * @returns what was done, or what is left to do, for people
 * @throws UsageError 'no-such-module'
 */
export function joinWorkspace(
  tree: Tree,
  module: GoModule,
  modules: readonly GoModule[],
  goWork: string | undefined,
  importers: readonly string[],
): string | undefined {
  const users = importers.map((name) => findModule(name, modules));
  if (goWork !== undefined) {
    write(tree, goWork, useModules(read(tree, goWork), parentOf(goWork), [module]));
    return undefined;
  }
  const byPath = new Map(modules.map((one) => [one.path, one]));
  if (modules.some(({ file }) => file.replace.some(({ old }) => byPath.has(old.path)))) {
    for (const user of users) {
      const file = user.directory === '.' ? 'go.mod' : `${user.directory}/go.mod`;
      write(tree, file, requireLocally(read(tree, file), user, [module.path], byPath));
    }
    return users.length > 0
      ? undefined
      : `Modules here replace one another. Once one imports ${module.path}, \`nx sync\` writes the lines that its go.mod needs.`;
  }
  if (modules.length > 1) tree.write('go.work', newGoWork(modules));
  return undefined;
}

function findModule(name: string, modules: readonly GoModule[]): GoModule {
  const plain = name
    .replaceAll('\\', '/')
    .replace(/^\.\/(?=.)/, '')
    .replace(/(.)\/$/, '$1');
  const found = modules.find(({ directory, path }) => directory === plain || path === name);
  if (found !== undefined) return found;
  throw new UsageError({
    code: 'no-such-module',
    message: `There is no module ${JSON.stringify(name)} in the workspace.`,
    next: 'Give --importers directories or paths of modules, such as apps/api.',
  });
}

function read(tree: Tree, file: string): string {
  return tree.read(file, 'utf8') ?? '';
}

/** Only what changed: a person's file keeps its time otherwise. */
function write(tree: Tree, file: string, text: string): void {
  if (read(tree, file) !== text) tree.write(file, text);
}
