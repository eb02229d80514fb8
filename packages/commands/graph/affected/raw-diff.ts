/** A path that differs between two trees, as git names it: relative to the repository, with `/`. */
export interface RawChange {
  readonly path: string;
  readonly before: TreeEntry | undefined;
  readonly after: TreeEntry | undefined;
}

export interface TreeEntry {
  readonly kind: 'file' | 'link' | 'repository';
  /** Name of its content; zeros for what is not in git. */
  readonly object: string;
}

/**
 * Reads `git diff --raw -z --no-renames --no-abbrev`.
 *
 * @param text `:<mode before> <mode after> <object before> <object after> <status>` NUL `<path>` NUL…
 */
export function parseRawDiff(text: string): RawChange[] {
  const changes: RawChange[] = [];
  const fields = text.split('\0');
  for (let at = 0; at + 1 < fields.length; at += 2) {
    const [mode = '', newMode = '', object = '', newObject = ''] = (fields[at] ?? '').slice(1).split(' ');
    const path = fields[at + 1] ?? '';
    changes.push({ path, before: entryOf(mode, object), after: entryOf(newMode, newObject) });
  }
  return changes;
}

function entryOf(mode: string, object: string): TreeEntry | undefined {
  switch (mode) {
    case '000000':
      return undefined;
    case '120000':
      return { kind: 'link', object };
    case '160000':
      return { kind: 'repository', object };
    default:
      return { kind: 'file', object };
  }
}
