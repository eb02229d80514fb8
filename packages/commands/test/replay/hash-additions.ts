import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { readJsonFile, writeFileAtomic } from '../../../support';
import { PlaceInputs, type ReplayPlace } from './place-inputs';

/** What tests of a project were found to read without an input that says so. */
export interface UndeclaredInputs {
  readonly env: readonly string[];
  /** Relative to the workspace root where inside, else absolute. */
  readonly files: readonly string[];
  /** Paths, in the same form, that Goshawk itself writes: no directory was compared with them. */
  readonly leftOut: readonly string[];
}

/** What post-task hooks have found out about a task. */
interface Additions extends UndeclaredInputs {
  /** Another value for each wrong artifact that was handed over. */
  readonly salt?: string;
}

type AdditionsByTask = Record<string, Additions>;

/**
 * What enters the hashes of tasks, by `project:target`, because of what post-task hooks have found: values of undeclared inputs,
 * so that each has results of its own, and salts. Results that were stored before are never reached again.
 */
export class HashAdditions {
  private readonly file: string;
  private byTask: AdditionsByTask;

  constructor(stateDirectory: string) {
    this.file = join(stateDirectory, 'hash-additions.json');
    this.byTask = readJsonFile(this.file, isAdditionsByTask) ?? {};
  }

  /** Current values of what is known of a task, for its digest; no file makes it throw. */
  valuesOf(task: string, place: ReplayPlace): string[] {
    const known = this.byTask[task];
    if (known === undefined) return [];
    const now = new PlaceInputs(place, known.leftOut);
    const variables = known.env.map((name) => `env ${name}=${now.variable(name) ?? 'unset'}`);
    const files = known.files.map((file) => `file ${file}=${now.file(file)}`);
    return [...variables, ...files, ...(known.salt === undefined ? [] : [`salt ${known.salt}`])];
  }

  /** Remembers undeclared inputs of a task. */
  addUndeclared(task: string, found: UndeclaredInputs): void {
    this.change(task, (known) => ({
      ...known,
      env: [...new Set([...(known?.env ?? []), ...found.env])].sort(),
      files: [...new Set([...(known?.files ?? []), ...found.files])].sort(),
      // What counted in one comparison counts in the hash: else a difference would never lead to another hash.
      leftOut:
        known === undefined || known.files.length === 0
          ? found.leftOut
          : known.leftOut.filter((path) => found.leftOut.includes(path)),
    }));
  }

  /** Gives a task hashes that it never had. */
  addSalt(task: string): void {
    const salt = randomBytes(8).toString('hex');
    this.change(task, (known) => ({ env: [], files: [], leftOut: [], ...known, salt }));
  }

  /** Other processes may have found something meanwhile. */
  private change(task: string, to: (known: Additions | undefined) => Additions): void {
    this.byTask = readJsonFile(this.file, isAdditionsByTask) ?? {};
    this.byTask[task] = to(this.byTask[task]);
    writeFileAtomic(this.file, JSON.stringify(this.byTask, undefined, 1));
  }
}

function isAdditionsByTask(value: unknown): value is AdditionsByTask {
  return typeof value === 'object' && value !== null && Object.values(value).every(isAdditions);
}

function isAdditions(value: unknown): value is Additions {
  if (typeof value !== 'object' || value === null) return false;
  if (!('env' in value) || !('files' in value) || !('leftOut' in value)) return false;
  if ('salt' in value && typeof value.salt !== 'string') return false;
  return [value.env, value.files, value.leftOut].every(Array.isArray);
}
