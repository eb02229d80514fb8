import { posix } from 'node:path';

/** The name that a directory gives to a project without one (nx/src/config/to-project-name.ts: toProjectName). */
export function nameOfRoot(root: string): string {
  return posix.basename(root).toLowerCase();
}
