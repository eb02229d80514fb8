import { isAbsolute, join } from 'node:path';
import { readJsonFile, sha256Of, writeFileAtomic, type FileDigests } from '../../support';
import type { Env } from '../../toolchain';

/** What tests of a project were found to read without an input that says so. */
export interface UndeclaredInputs {
  readonly env: readonly string[];
  /** Relative to the workspace root where inside, else absolute. */
  readonly files: readonly string[];
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

  /** Current values of what is known of a task, for its digest. */
  valuesOf(task: string, context: { workspaceRoot: string; env: Env; digests: FileDigests }): string[] {
    const known = this.byTask[task];
    if (known === undefined) return [];
    const variables = known.env.map((name) => {
      const value = context.env[name];
      return `env ${name}=${value === undefined ? 'unset' : sha256Of(value)}`;
    });
    const files = known.files.map((file) => {
      const path = isAbsolute(file) ? file : join(context.workspaceRoot, file);
      return `file ${file}=${context.digests.digest(path)}`;
    });
    return [...variables, ...files];
  }

  /** Remembers more of a task. */
  add(task: string, found: UndeclaredInputs): void {
    this.byTask = readJsonFile(this.file, isUndeclaredByTask) ?? {};
    const known = this.byTask[task] ?? { env: [], files: [] };
    this.byTask[task] = {
      env: [...new Set([...known.env, ...found.env])].sort(),
      files: [...new Set([...known.files, ...found.files])].sort(),
    };
    writeFileAtomic(this.file, JSON.stringify(this.byTask, undefined, 1));
  }
}

function isUndeclaredByTask(value: unknown): value is UndeclaredByTask {
  return typeof value === 'object' && value !== null && Object.values(value).every(isUndeclaredInputs);
}

function isUndeclaredInputs(value: unknown): value is UndeclaredInputs {
  if (typeof value !== 'object' || value === null || !('env' in value) || !('files' in value)) return false;
  return Array.isArray(value.env) && Array.isArray(value.files);
}
