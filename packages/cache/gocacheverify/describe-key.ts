import { isActionId, type ActionId } from '../entries/ids';

/** What the text of a key says of its action. */
export interface DescribedKey {
  /** Import path, for a compilation. */
  readonly importPath?: string | undefined;
  /** For what Go keeps beside the output of another action. */
  readonly part?: { readonly of: ActionId; readonly name: string } | undefined;
}

const PART = /^subkey ([0-9a-f]{64}) "(.*)"$/;
/** A line of the key of a compilation (cmd/go/internal/work/exec.go: buildActionID); Go quotes it, and a path has no quotes. */
const IMPORT = /^import "([^"]*)"$/m;

export function describeKey(key: string): DescribedKey {
  const [, of = '', name = ''] = PART.exec(key) ?? [];
  if (isActionId(of)) return { part: { of, name } };
  return { importPath: IMPORT.exec(key)?.[1] };
}
