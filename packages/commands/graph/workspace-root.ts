import { existsSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** What marks a root, the one that counts most first. */
const MARKS = ['nx.json', '.git', 'go.work', 'go.mod'];

/**
 * The root of the workspace that a directory belongs to: the nearest directory at or above it with an nx.json, so that all is
 * called as in Nx; without one, that of the git repository; else the nearest with a go.work, else with a go.mod, else the
 * directory itself. Absolute, with links resolved.
 */
export function findWorkspaceRoot(directory: string): string {
  const start = realpathSync(directory);
  const found = MARKS.map((mark) => nearestWith(mark, start)).find((one) => one !== undefined);
  return found ?? start;
}

function nearestWith(mark: string, start: string): string | undefined {
  for (let at = start; ; at = dirname(at)) {
    if (existsSync(join(at, mark))) return at;
    if (dirname(at) === at) return undefined;
  }
}
