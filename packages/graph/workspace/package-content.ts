import type { Disk } from '../disk/disk';
import type { GoFile } from '../go-files/go-file';

export interface SourceFile {
  readonly name: string;
  /** `test` for `package p` in a _test.go file, `external-test` for `package p_test`. */
  readonly kind: 'source' | 'test' | 'external-test';
  readonly content: GoFile;
  readonly usesCgo: boolean;
}

/** The Go files of a directory, whatever build they belong to. */
export interface PackageContent {
  /** Relative to the workspace root, with `/`. */
  readonly directory: string;
  /** Those that the go command looks at, and links to nothing that it tries to. */
  readonly files: readonly SourceFile[];
  /** Names of all other regular files. */
  readonly otherFiles: readonly string[];
  /** Names of Go files that the go command never looks at: `_x.go` and `.x.go`. */
  readonly hiddenFiles: readonly string[];
}

/** Reads directories as packages, each once. */
export class PackageContents {
  private readonly known = new Map<string, PackageContent | undefined>();

  constructor(private readonly disk: Disk) {}

  /** The package in a directory; undefined where it has no Go files (cmd/go/internal/fsys: IsGoDir). */
  in(directory: string): PackageContent | undefined {
    if (this.known.has(directory)) return this.known.get(directory);
    const made = this.read(directory);
    this.known.set(directory, made);
    return made;
  }

  private read(directory: string): PackageContent | undefined {
    const { files: names, brokenLinks } = this.disk.directory(directory) ?? { files: [], brokenLinks: [] };
    const goNames = names.filter(isGoFile);
    const broken = brokenLinks.filter((name) => isGoFile(name) && !isHidden(name));
    if (goNames.length === 0 && broken.length === 0) return undefined;
    const hiddenFiles = goNames.filter(isHidden);
    const seen = hiddenFiles.length === 0 ? goNames : goNames.filter((name) => !isHidden(name));
    const files: SourceFile[] = [];
    for (const [index, found] of this.disk.goFiles(directory, seen).entries()) {
      const content = found ?? unreadable('it cannot be read');
      // A file that only documents commands belongs to no package (go/build/build.go: Import).
      if (content.packageName === 'documentation') continue;
      const name = seen[index] ?? '';
      const usesCgo = content.imports.some(({ path }) => path === 'C');
      files.push({ name, kind: kindOf(name, content), content, usesCgo });
    }
    for (const name of broken) {
      const content = unreadable('it is a link to nothing');
      files.push({ name, kind: kindOf(name, content), content, usesCgo: false });
    }
    return {
      directory,
      files,
      otherFiles: goNames.length === names.length ? [] : names.filter((name) => !isGoFile(name)),
      hiddenFiles,
    };
  }
}

/** A file that the go command reports, unless its name keeps it from every build: it may import anything. */
function unreadable(message: string): GoFile {
  return { packageName: '', imports: [], fault: { line: 1, message } };
}

function kindOf(name: string, { packageName }: GoFile): SourceFile['kind'] {
  if (!name.endsWith('_test.go')) return 'source';
  return packageName.endsWith('_test') ? 'external-test' : 'test';
}

function isGoFile(name: string): boolean {
  return name.endsWith('.go');
}

/** What patterns such as `./...` and the go command's own look at a directory leave out. */
export function isHidden(name: string): boolean {
  return name.startsWith('_') || name.startsWith('.');
}
