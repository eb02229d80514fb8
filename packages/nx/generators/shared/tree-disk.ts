import type { Tree } from '@nx/devkit';
import { scanGoFile, type DirectoryContent, type Disk, type GoFile } from '../../../graph';

/** The files of a workspace as a generator leaves them. */
export class TreeDisk implements Disk {
  constructor(private readonly tree: Tree) {}

  directory(path: string): DirectoryContent | undefined {
    const names = [...this.tree.children(path)].sort();
    if (names.length === 0) return undefined;
    const isFile = (name: string) => this.tree.isFile(`${path}/${name}`);
    const none = { linkedDirectories: [], linkedFiles: [], brokenLinks: [] };
    return { files: names.filter(isFile), directories: names.filter((name) => !isFile(name)), ...none };
  }

  hiddenFiles(path: string): readonly string[] {
    return this.directory(path)?.files.filter((name) => name.startsWith('.')) ?? [];
  }

  goFiles(directory: string, names: readonly string[]): (GoFile | null)[] {
    return names.map((name) => {
      const source = this.tree.read(`${directory}/${name}`, 'latin1');
      return source === null ? null : scanGoFile(source);
    });
  }

  text(path: string): string | undefined {
    if (!this.tree.exists(path) || !this.tree.isFile(path)) return undefined;
    return this.tree.read(path, 'utf8') ?? undefined;
  }

  isIgnored(path: string): boolean {
    return path.split('/').includes('node_modules');
  }

  ignoredAmong(): readonly string[] {
    return [];
  }
}
