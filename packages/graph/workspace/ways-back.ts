import type { ListedModule } from '../modules/module-graph';

/**
 * The modules of the module cache whose packages may import packages of the workspace, each with those modules of the
 * workspace: what their go.mod files require, directly or not. One without a readable go.mod counts only where a go.sum
 * knows a published version of a module of the workspace: else all of them would, before the first download.
 *
 * @param directories modules whose directories can be read, by path
 * @param isPublished whether a go.sum knows a version of a module
 */
export function waysBack(
  modules: readonly ListedModule[],
  directories: ReadonlyMap<string, string>,
  isPublished: (path: string) => boolean,
): ReadonlyMap<string, ReadonlySet<string>> {
  const published = [...directories.keys()].filter(isPublished);
  const users = new Map<string, string[]>();
  for (const { path, requires, isSilent } of modules) {
    const used = requires === undefined || isSilent === true ? published : requires;
    for (const one of used) users.set(one, [...(users.get(one) ?? []), path]);
  }
  const found = new Map<string, Set<string>>();
  for (const goal of directories.keys()) {
    const queue = [goal];
    const seen = new Set(queue);
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      for (const user of users.get(next) ?? []) {
        if (seen.has(user) || directories.has(user)) continue;
        seen.add(user);
        queue.push(user);
        found.set(user, (found.get(user) ?? new Set()).add(goal));
      }
    }
  }
  return found;
}
