import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { GoshawkError } from '../support';

/** Absolute path of a file for the go command to the absolute path of what it reads instead; '' deletes it. */
export type Overlay = Readonly<Record<string, string>>;

/**
 * The user's own `-overlay`, with absolute paths; the go command takes relative ones from its working directory.
 *
 * @throws GoshawkError 'overlay-unreadable' when it is no JSON of the go command's form.
 */
export function readUserOverlay(file: string | undefined, cwd: string): Overlay {
  if (file === undefined) return {};
  const path = resolve(cwd, file);
  const replaced = Object.entries(parse(path)).map(([from, to]) => [
    resolve(cwd, from),
    to === '' ? '' : resolve(cwd, to),
  ]);
  return Object.fromEntries(replaced) as Overlay;
}

function parse(path: string): Overlay {
  let parsed: unknown;
  try {
    parsed = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw unreadable(path, error);
  }
  if (isOverlay(parsed)) return parsed.Replace ?? {};
  throw unreadable(path, undefined);
}

function isOverlay(value: unknown): value is { Replace?: Overlay } {
  if (typeof value !== 'object' || value === null) return false;
  if (!('Replace' in value)) return true;
  const { Replace: replace } = value;
  return (
    typeof replace === 'object' &&
    replace !== null &&
    Object.values(replace).every((path) => typeof path === 'string')
  );
}

function unreadable(file: string, cause: unknown): GoshawkError {
  return new GoshawkError({
    code: 'overlay-unreadable',
    message: `The overlay ${file} is not a JSON file with a "Replace" object.`,
    next: 'Write it as `go help build` describes for -overlay, or leave the option out.',
    cause,
  });
}
