import type { Disk } from '../../disk/disk';
import { sortNames } from '../../disk/sort-names';
import { joinPath } from '../../workspace/workspace-path';
import type { SourceFault } from '../go-file';
import { isBadEmbedName } from './embed-name';
import { compileGlob } from './glob-match';
import { globDisk, type Found } from './glob-disk';
import { isModule, walkTree, type EmbeddedTree } from './walk-tree';

/** What a pattern embeds. All paths are relative to the package directory, with `/`. */
export interface ResolvedEmbed {
  /** Every embedded file, sorted. */
  readonly files: readonly string[];
  /** Directories that are embedded with what lies below them; their files are among `files`. */
  readonly trees: readonly EmbeddedTree[];
  /** Those of `files` that git, or .nxignore, ignores. */
  readonly ignored: readonly string[];
}

/** What is wrong with a pattern, in Go's words. */
export type EmbedFault = Pick<SourceFault, 'message'>;

/** Resolves a pattern as the go command does (cmd/go/internal/load/pkg.go: resolveEmbed; GODEBUG settings aside). */
export function resolveEmbed(
  pattern: string,
  packageDirectory: string,
  disk: Disk,
): ResolvedEmbed | EmbedFault {
  const takesHidden = pattern.startsWith('all:');
  const glob = takesHidden ? pattern.slice('all:'.length) : pattern;
  if (!isValidPattern(glob)) return { message: 'invalid pattern syntax' };
  const files = new Set<string>();
  const trees: EmbeddedTree[] = [];
  for (const found of globDisk(glob, packageDirectory, disk)) {
    const refusal = refusalOf(found, packageDirectory, disk);
    if (refusal !== undefined) return { message: `cannot embed ${refusal}` };
    if (found.kind === 'file') {
      files.add(found.path);
      continue;
    }
    const request = { directory: found.path, hidden: takesHidden ? 'taken' : 'left-out' } as const;
    const walked = walkTree(request, packageDirectory, disk);
    if ('message' in walked) return walked;
    if (walked.files.length === 0) {
      return { message: `cannot embed directory ${found.path}: contains no embeddable files` };
    }
    walked.files.forEach((file) => files.add(file));
    trees.push(walked.tree);
  }
  if (files.size === 0) return { message: 'no matching files found' };
  const sorted = sortNames([...files]);
  const ignored = sorted.filter((file) => disk.isIgnored(joinPath(packageDirectory, file)));
  return { files: sorted, trees, ignored };
}

/** io/fs: ValidPath, `.` excepted, and path.Match's syntax; a class may not span elements, since Go globs each by itself. */
function isValidPattern(glob: string): boolean {
  return glob
    .split('/')
    .every(
      (element) => !['', '.', '..'].includes(element) && !element.includes('\uFFFD') && compileGlob(element),
    );
}

/** Why Go refuses a match: the path leads into another module, through a link, or has a bad name, inmost first. */
function refusalOf({ path, kind }: Found, packageDirectory: string, disk: Disk): string | undefined {
  const what = `${kind === 'directory' ? 'directory' : 'file'} ${path}`;
  for (let at = path; at !== ''; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0))) {
    const name = at.slice(at.lastIndexOf('/') + 1);
    if (isModule(joinPath(packageDirectory, at), disk)) return `${what}: in different module`;
    if (at !== path && isLink(at, packageDirectory, disk)) return `${what}: in non-directory ${at}`;
    if (!isBadEmbedName(name)) continue;
    return at === path ? `${what}: invalid name ${name}` : `${what}: in invalid directory ${name}`;
  }
  return kind === 'link' ? `irregular file ${path}` : undefined;
}

function isLink(path: string, packageDirectory: string, disk: Disk): boolean {
  const slash = path.lastIndexOf('/');
  const parent = joinPath(packageDirectory, slash === -1 ? '.' : path.slice(0, slash));
  return disk.directory(parent)?.linkedDirectories.includes(path.slice(slash + 1)) ?? false;
}
