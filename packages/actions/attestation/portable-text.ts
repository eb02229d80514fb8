import { sha256 } from '../../support';

/** A path that begins at a root, at the beginning of a text or behind what separates one from other text. */
const ABSOLUTE = /(?:^|[\s=,;:'"])(?:\/[^\s/]|[A-Za-z]:[\\/]|\\\\)/;

/** Text in which a directory of this machine, and what lies beneath it, goes by a name. */
export function withoutPlace(text: string, workspaceRoot: string): string {
  const root = workspaceRoot.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');
  return text.replaceAll(new RegExp(`${root}(?=$|[\\\\/\\s=,;:'"])`, 'g'), '{workspaceRoot}');
}

/** The same; a text that names other paths of the machine becomes a digest, which tells two of them apart. */
export function withoutMachinePaths(text: string, workspaceRoot: string): string {
  const portable = withoutPlace(text, workspaceRoot);
  return ABSOLUTE.test(portable) ? `sha256 ${sha256(portable).slice(0, 32)}` : portable;
}
