/** A path relative to a directory that it lies beneath; both relative to the workspace root, with `/`. */
export function pathFrom(directory: string, path: string): string {
  return directory === '.' ? path : path.slice(directory.length + 1);
}
