import type { Disk } from '../../disk/disk';
import { joinPath } from '../../workspace/workspace-path';
import { isBadEmbedName } from './embed-name';
import { listEntries } from './glob-disk';

/** A directory that is embedded with what lies below it. */
export interface EmbeddedTree {
  /** Relative to the package. */
  readonly directory: string;
  /** Files and directories below it, relative to it, that are left out: hidden ones, nested modules, links. */
  readonly excluded: readonly string[];
}

export interface WalkedTree {
  readonly tree: EmbeddedTree;
  /** Relative to the package. */
  readonly files: readonly string[];
}

/** `hidden`: whether names that begin with `.` or `_` are left out, or taken as well (`all:`). */
export interface TreeRequest {
  readonly directory: string;
  readonly hidden: 'left-out' | 'taken';
}

/** cmd/go/internal/load/pkg.go: resolveEmbed, its walk; a message where a name below makes Go refuse. */
export function walkTree(
  { directory, hidden }: TreeRequest,
  packageDirectory: string,
  disk: Disk,
): WalkedTree | { readonly message: string } {
  const files: string[] = [];
  const excluded: string[] = [];
  const walk = (relative: string): string | undefined => {
    const path = joinPath(directory, relative);
    for (const { name, kind } of listEntries(joinPath(packageDirectory, path), disk)) {
      const below = joinPath(relative, name);
      const isHidden = name.startsWith('.') || name.startsWith('_');
      const isBad = isBadEmbedName(name);
      if (isBad && !isHidden && kind !== 'directory') {
        return `cannot embed file ${joinPath(path, name)}: invalid name ${name}`;
      }
      const inner = joinPath(packageDirectory, joinPath(path, name));
      const isLeftOut = isBad || (isHidden && hidden === 'left-out') || kind === 'link';
      if (isLeftOut || (kind === 'directory' && isModule(inner, disk))) excluded.push(below);
      else if (kind === 'file') files.push(joinPath(path, name));
      else {
        const message = walk(below);
        if (message !== undefined) return message;
      }
    }
    return undefined;
  };
  const message = walk('.');
  return message === undefined ? { tree: { directory, excluded }, files } : { message };
}

/** Whether a go.mod, of whatever kind, makes a directory a module of its own. */
export function isModule(path: string, disk: Disk): boolean {
  const content = disk.directory(path);
  if (content === undefined) return false;
  return [content.files, content.directories, content.linkedDirectories].some((names) =>
    names.includes('go.mod'),
  );
}
