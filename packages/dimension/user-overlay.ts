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
  if (parsed === null) return {};
  if (isOverlay(parsed)) return parsed.Replace ?? {};
  throw unreadable(path, undefined);
}

/** As encoding/json reads it for the go command: nothing where there is no object, or null. */
function isOverlay(value: unknown): value is { Replace?: Overlay | null } {
  if (!isObject(value)) return false;
  const replace = value.Replace ?? {};
  return isObject(replace) && Object.values(replace).every((path) => typeof path === 'string');
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function unreadable(file: string, cause: unknown): GoshawkError {
  return new GoshawkError({
    code: 'overlay-unreadable',
    message: `The overlay ${file} is not a JSON file with a "Replace" object.`,
    next: 'Write it as `go help build` describes for -overlay, or leave the option out.',
    cause,
  });
}
