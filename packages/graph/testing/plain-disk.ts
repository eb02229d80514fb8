import { lstatSync, readdirSync, readFileSync, statSync, type Stats } from 'node:fs';
import { join } from 'node:path';
import type { DirectoryContent, Disk } from '../disk/disk';
import { sortNames } from '../disk/sort-names';
import type { GoFile } from '../go-files/go-file';
import { scanGoFile } from '../go-files/scan-go-file';

/** A Disk straight on the files below a directory; every question is answered anew. */
export class PlainDisk implements Disk {
  constructor(
    private readonly root: string,
    private readonly ignores: (path: string) => boolean = () => false,
  ) {}

  directory(path: string): DirectoryContent | undefined {
    const absolute = join(this.root, path);
    if (statOf(absolute)?.isDirectory() !== true) return undefined;
    const content = {
      files: [],
      directories: [],
      linkedDirectories: [],
      linkedFiles: [],
      brokenLinks: [],
    } as {
      [Key in keyof DirectoryContent]: string[];
    };
    for (const name of sortNames(readdirSync(absolute))) {
      const target = statOf(join(absolute, name));
      const isLink = lstatSync(join(absolute, name)).isSymbolicLink();
      if (target?.isDirectory() === true)
        (isLink ? content.linkedDirectories : content.directories).push(name);
      if (isLink && target === undefined) content.brokenLinks.push(name);
      if (target?.isFile() !== true) continue;
      content.files.push(name);
      if (isLink) content.linkedFiles.push(name);
    }
    return content;
  }

  goFiles(directory: string, names: readonly string[]): (GoFile | null)[] {
    return names.map((name) => {
      const source = this.read(join(directory, name), 'latin1');
      return source === undefined ? null : scanGoFile(source);
    });
  }

  text(path: string): string | undefined {
    return this.read(path, 'utf8');
  }

  hiddenFiles(path: string): readonly string[] {
    return this.directory(path)?.files.filter((name) => name.startsWith('.')) ?? [];
  }

  ignoredAmong(directory: string, names: readonly string[]): readonly string[] {
    return names.filter((name) => this.isIgnored(directory === '.' ? name : `${directory}/${name}`));
  }

  isIgnored(path: string): boolean {
    const parts = path.split('/');
    return parts.some((_, index) => this.ignores(parts.slice(0, index + 1).join('/')));
  }

  private read(path: string, encoding: 'latin1' | 'utf8'): string | undefined {
    try {
      return readFileSync(join(this.root, path), encoding);
    } catch {
      return undefined;
    }
  }
}

/** What a path leads to; undefined where that is nothing, or a circle. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path);
  } catch {
    return undefined;
  }
}
