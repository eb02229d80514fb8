import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { GoshawkError, isObject, parseJsonWithComments } from '../../support';

const NAMES = ['turbo.json', 'turbo.jsonc'];

/** The root configuration of Turborepo. */
export interface TurboRoot {
  /** Absolute, with links resolved. */
  readonly root: string;
  /** Name of the root's configuration file. */
  readonly file: string;
  /** As it is written; undefined where there is none yet. */
  readonly text: string | undefined;
  readonly flags: Readonly<Record<string, unknown>>;
}

/**
 * The workspace of Turborepo around a directory: the nearest turbo.json that extends no other one.
 *
 * @returns undefined where there is none
 * @throws GoshawkError 'unreadable-turbo-json'
 */
export function findTurboRoot(directory: string): TurboRoot | undefined {
  for (let at = realpathSync(directory); ; at = dirname(at)) {
    const file = NAMES.find((name) => existsSync(join(at, name)));
    if (file !== undefined) {
      const text = readFileSync(join(at, file), 'utf8');
      const content = parseTurboJson(text, join(at, file));
      if (content.extends === undefined) return { root: at, file, text, flags: flagsOf(content) };
    }
    if (dirname(at) === at) return undefined;
  }
}

/** The content of a turbo.json. */
function parseTurboJson(text: string, file: string): Readonly<Record<string, unknown>> {
  const content = parseJsonWithComments(text);
  if (isObject(content)) return content;
  throw new GoshawkError({
    code: 'unreadable-turbo-json',
    message: `${file} is no JSON object.`,
    next: 'Correct it, or remove it.',
  });
}

function flagsOf({ futureFlags }: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isObject(futureFlags) ? futureFlags : {};
}
