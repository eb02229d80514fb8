import type { Disk } from '../disk/disk';
import type { GoModule } from './go-modules';
import { isHidden, type PackageContents } from './package-content';
import { joinPath, pathBelow } from './workspace-path';

/**
 * The directories of a module that `./...` stands for, in the order of a walk (cmd/go/internal/search: MatchDirs). Directories
 * that git ignores are left out: what lies there is reached by imports, or is not the workspace's own.
 */
export function packageDirectoriesOf(module: GoModule, disk: Disk, contents: PackageContents): string[] {
  const isLeftOut = ignoreRule(module);
  const found: string[] = [];
  const visit = (directory: string): void => {
    if (contents.in(directory) !== undefined) found.push(directory);
    for (const name of disk.directory(directory)?.directories ?? []) {
      if (isHidden(name) || name === 'testdata' || name === 'vendor') continue;
      const path = joinPath(directory, name);
      if (isLeftOut(path) || disk.isIgnored(path)) continue;
      if (disk.directory(path)?.files.includes('go.mod') === true) continue;
      visit(path);
    }
  };
  visit(module.directory);
  return found;
}

/** cmd/go/internal/search: IgnorePatterns. */
function ignoreRule({ directory, file }: GoModule): (path: string) => boolean {
  if (file.ignore.length === 0) return () => false;
  const patterns = file.ignore.map((one) => ({
    isRelative: one.startsWith('./'),
    text: `/${one.replace(/^\.\//, '').replace(/^\/|\/$/g, '')}/`,
  }));
  return (path) => {
    const inside = `/${pathBelow(path, directory)}/`;
    return patterns.some(({ isRelative, text }) =>
      isRelative ? inside.startsWith(text) : inside.includes(text),
    );
  };
}
