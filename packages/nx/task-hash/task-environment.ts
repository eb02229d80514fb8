import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'dotenv';
import { expand } from 'dotenv-expand';
import type { Env } from '../../toolchain';
import { taskId } from '../go-targets';

/** The dotenv files that Nx loads for every command, before any task (nx/src/tasks-runner/task-env.ts). */
const ROOT_FILES = ['.env', '.local.env', '.env.local'];

export interface TaskCoordinates {
  /** `project:target[:configuration]`, where known. */
  readonly id?: string;
  /** Relative to the workspace root. */
  readonly projectRoot: string;
  readonly target: string;
  readonly configuration: string | undefined;
}

/** Where dotenv files are read; paths are relative to the workspace root. */
export interface DotenvFiles {
  /** Names of the files in a directory. */
  names(directory: string): readonly string[];
  text(file: string): string;
}

/**
 * The environment that Nx gives a task: the files loaded for the whole command are taken back out of the process's
 * environment, then the task's own are applied, the most special first; what the shell set wins over all of them.
 * An environment that Nx made for that task already is taken as it is.
 */
export class TaskEnvironments {
  private readonly names = new Map<string, ReadonlySet<string>>();
  private readonly given: Record<string, string>;
  private readonly base: Record<string, string>;
  private readonly loads: boolean;

  constructor(
    workspaceRoot: string,
    environment: Env,
    private readonly source: DotenvFiles = filesOfWorkspace(workspaceRoot),
  ) {
    this.given = definedOnly(environment);
    this.base = { ...this.given };
    this.loads = environment.NX_LOAD_DOT_ENV_FILES !== 'false';
    if (this.loads) for (const file of ROOT_FILES) this.unload(file);
  }

  of({ id, projectRoot, target, configuration }: TaskCoordinates): Env {
    // Nx's own steps are not idempotent where one dotenv file refers to another.
    if (id !== undefined && id === taskOf(this.given)) return this.given;
    if (!this.loads) return this.base;
    const files = dotenvFilesOf(target, configuration);
    const present = ['', projectRoot === '.' ? '' : projectRoot]
      .reverse()
      .flatMap((directory) =>
        files.filter((file) => this.has(directory, file)).map((file) => join(directory, file)),
      );
    const parsed: Record<string, string> = {};
    for (const file of present) {
      for (const [name, value] of Object.entries(this.read(file))) parsed[name] ??= value;
    }
    const environment = { ...parsed, ...this.base };
    expand({ parsed, processEnv: environment });
    return environment;
  }

  /** The environment of a task that has no dotenv files but those of the workspace. */
  ofWorkspace(): Env {
    return this.of({ projectRoot: '.', target: '', configuration: undefined });
  }

  private unload(file: string): void {
    if (!this.has('', file)) return;
    const parsed = this.read(file);
    const own = { ...parsed };
    expand({ parsed, processEnv: own });
    for (const [name, value] of Object.entries(own)) if (this.base[name] === value) delete this.base[name];
  }

  private read(file: string): Record<string, string> {
    return parse(this.source.text(file));
  }

  private has(directory: string, file: string): boolean {
    let names = this.names.get(directory);
    if (names === undefined) {
      names = new Set(this.source.names(directory).filter((name) => name.includes('env')));
      this.names.set(directory, names);
    }
    return names.has(file);
  }
}

function filesOfWorkspace(workspaceRoot: string): DotenvFiles {
  return {
    names: (directory) => {
      const path = join(workspaceRoot, directory);
      return existsSync(path) ? readdirSync(path) : [];
    },
    text: (file) => readFileSync(join(workspaceRoot, file), 'utf8'),
  };
}

/** Names in the order in which they win (nx/src/tasks-runner/task-env-paths.ts: getEnvPathsForTask). */
function dotenvFilesOf(target: string, configuration: string | undefined): string[] {
  const identifiers =
    configuration === undefined ? [target] : [`${target}.${configuration}`, configuration, target];
  const special = identifiers.flatMap((id) => [
    `.env.${id}.local`,
    `.env.${id}`,
    `.${id}.local.env`,
    `.${id}.env`,
  ]);
  return [...special, '.env.local', '.local.env', '.env'];
}

/** Id of the task for which Nx made an environment (nx/src/tasks-runner/task-env.ts: getNxEnvVariablesForTask). */
function taskOf(environment: Env): string | undefined {
  const { NX_TASK_TARGET_PROJECT: project, NX_TASK_TARGET_TARGET: target } = environment;
  if (project === undefined || target === undefined) return undefined;
  return taskId(project, target, environment.NX_TASK_TARGET_CONFIGURATION);
}

function definedOnly(environment: Env): Record<string, string> {
  const defined = Object.entries(environment).filter(
    (entry): entry is [string, string] => entry[1] !== undefined,
  );
  return Object.fromEntries(defined);
}
