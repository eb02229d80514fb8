import { join } from 'node:path';
import { readJsonFile, writeFileAtomic } from '../../support';
import { PlaceInputs, type ReplayPlace } from '../../commands';

/** What tests of a project were found to read without an input that says so. */
export interface UndeclaredInputs {
  readonly env: readonly string[];
  /** Relative to the workspace root where inside, else absolute. */
  readonly files: readonly string[];
  /** Paths, in the same form, that Goshawk itself writes: no directory was compared with them. */
  readonly leftOut: readonly string[];
}

type UndeclaredByTask = Record<string, UndeclaredInputs>;

/**
 * Undeclared inputs by `project:target`. Once known, their values enter the task hash, so that a replay which missed them is
 * never reached again, and each value has results of its own.
 */
export class KnownUndeclared {
  private readonly file: string;
  private byTask: UndeclaredByTask;

  constructor(stateDirectory: string) {
    this.file = join(stateDirectory, 'undeclared-inputs.json');
    this.byTask = readJsonFile(this.file, isUndeclaredByTask) ?? {};
  }

  /** Current values of what is known of a task, for its digest; no file makes it throw. */
  valuesOf(task: string, place: ReplayPlace): string[] {
    const known = this.byTask[task];
    if (known === undefined) return [];
    const now = new PlaceInputs(place, known.leftOut);
    const variables = known.env.map((name) => `env ${name}=${now.variable(name) ?? 'unset'}`);
    const files = known.files.map((file) => `file ${file}=${now.file(file)}`);
    return [...variables, ...files];
  }

  /** Remembers more of a task. */
  add(task: string, found: UndeclaredInputs): void {
    this.byTask = readJsonFile(this.file, isUndeclaredByTask) ?? {};
    const known = this.byTask[task] ?? { env: [], files: [], leftOut: found.leftOut };
    this.byTask[task] = {
      env: [...new Set([...known.env, ...found.env])].sort(),
      files: [...new Set([...known.files, ...found.files])].sort(),
      // What counted in one comparison counts in the hash: else a difference would never lead to another hash.
      leftOut: known.leftOut.filter((path) => found.leftOut.includes(path)),
    };
    writeFileAtomic(this.file, JSON.stringify(this.byTask, undefined, 1));
  }
}

function isUndeclaredByTask(value: unknown): value is UndeclaredByTask {
  return typeof value === 'object' && value !== null && Object.values(value).every(isUndeclaredInputs);
}

function isUndeclaredInputs(value: unknown): value is UndeclaredInputs {
  if (typeof value !== 'object' || value === null) return false;
  if (!('env' in value) || !('files' in value) || !('leftOut' in value)) return false;
  return [value.env, value.files, value.leftOut].every(Array.isArray);
}
