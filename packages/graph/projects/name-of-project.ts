import { posix } from 'node:path';

/** The name that a directory gives to a project without one (nx/src/config/to-project-name.ts: toProjectName). */
function nameOfRoot(root: string): string {
  return posix.basename(root).toLowerCase();
}

/** The name of a project that a project.json or package.json describes. */
export function nameOfProject({
  root,
  name,
}: {
  readonly root: string;
  readonly name: string | undefined;
}): string {
  return name ?? nameOfRoot(root);
}
