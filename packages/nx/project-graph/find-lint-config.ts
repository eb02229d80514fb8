import { LINT_CONFIGS } from '../../commands';
import { joinPath, parentOf, type Disk } from '../../graph';

/** The configuration of golangci-lint for a directory, from there up to the root of the workspace: the closest. */
export function findLintConfig(directory: string, disk: Disk): string | undefined {
  for (let at = directory; ; at = parentOf(at)) {
    // Where nothing but links are, they count as files.
    const names = new Set([...disk.hiddenFiles(at), ...(disk.directory(at)?.files ?? [])]);
    const name = LINT_CONFIGS.find((one) => names.has(one));
    if (name !== undefined) return joinPath(at, name);
    if (at === '.' || at.startsWith('..')) return undefined;
  }
}

/** The configuration as inputs, for `nx affected`. */
export function lintInputs(directory: string, disk: Disk): string[] {
  const config = findLintConfig(directory, disk);
  return config === undefined ? [] : [`{workspaceRoot}/${config}`];
}
