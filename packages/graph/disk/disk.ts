import type { GoFile } from '../go-files/go-file';

/**
 * The files of a workspace as the graph sees them. All paths are relative to the workspace root, with `/`, and '.' for the
 * root itself; they may begin with `../` where Go reads outside.
 */
export interface Disk {
  /** What a directory holds; undefined where there is none. A symbolic link to a directory counts as one. */
  directory(path: string): DirectoryContent | undefined;
  /** Names of files in a directory, and of links, that begin with a dot: .env, .gitignore… */
  hiddenFiles(path: string): readonly string[];
  /** What Go files of a directory say, in the order of their names; null where one cannot be read. */
  goFiles(directory: string, names: readonly string[]): readonly (GoFile | null)[];
  /** The text of a file (go.mod, project.json…); undefined where there is none. */
  text(path: string): string | undefined;
  /** Whether git, or .nxignore, ignores a file or directory, by itself or by one above it: Nx then does not hash it. */
  isIgnored(path: string): boolean;
  /** The names among those of files in a directory that are ignored; the directory is not. */
  ignoredAmong(directory: string, names: readonly string[]): readonly string[];
}

export interface DirectoryContent {
  /** Names of regular files and of links to such, sorted. */
  readonly files: readonly string[];
  /** Names of real directories, sorted. */
  readonly directories: readonly string[];
  /** Names of links to directories, sorted: the go command enters them only where an import path leads there. */
  readonly linkedDirectories: readonly string[];
  /** Names among `files` that are symbolic links, sorted. */
  readonly linkedFiles: readonly string[];
  /** Names of links to nothing that can be seen, sorted. */
  readonly brokenLinks: readonly string[];
}
