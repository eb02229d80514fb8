/** Whether a path is a directory or lies beneath it; both relative to the workspace root, with `/`, '' for the root itself. */
export function isAtOrBeneath(path: string, directory: string): boolean {
  return directory === '' || path === directory || path.startsWith(`${directory}/`);
}
