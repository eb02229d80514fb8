import { readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, parseJson } from '../../support';

/** One task of a run, as Turborepo's summary has it. */
export interface SummarisedTask {
  readonly taskId: string;
  readonly isReplayed: boolean;
  /** Names, or patterns, of the variables that it saw and that are in no hash; undefined where it saw all. */
  readonly unhashed: readonly string[] | undefined;
}

/** Asks Turborepo which tasks it ran and which it replayed. Nothing else says so. */
export class RunSummary {
  private readonly directory: string;
  private readonly before: ReadonlySet<string>;
  private readonly isAsked: boolean;

  /** @param args of turbo, in which a person may have asked for a summary, which stays then */
  constructor(root: string, args: readonly string[]) {
    this.directory = join(root, '.turbo', 'runs');
    this.before = new Set(this.names());
    this.isAsked = args.some((word) => /^--summarize(=true)?$/.test(word));
  }

  get flags(): readonly string[] {
    return this.isAsked ? [] : ['--summarize'];
  }

  /** The tasks of the run that has just ended; of two at once, those of both. */
  take(): SummarisedTask[] {
    return this.names()
      .filter((name) => !this.before.has(name))
      .flatMap((name) => {
        const file = join(this.directory, name);
        const tasks = tasksIn(parseJson(readText(file)));
        if (!this.isAsked) rmSync(file, { force: true });
        return tasks;
      });
  }

  private names(): string[] {
    try {
      return readdirSync(this.directory).filter((name) => name.endsWith('.json'));
    } catch {
      // Not made yet.
      return [];
    }
  }
}

function tasksIn(summary: unknown): SummarisedTask[] {
  const tasks: readonly unknown[] = isObject(summary) && Array.isArray(summary.tasks) ? summary.tasks : [];
  return tasks.flatMap((task) => {
    if (!isObject(task) || typeof task.taskId !== 'string' || !isObject(task.cache)) return [];
    return [{ taskId: task.taskId, isReplayed: task.cache.status === 'HIT', unhashed: unhashedOf(task) }];
  });
}

function unhashedOf({ envMode, environmentVariables }: Record<string, unknown>): string[] | undefined {
  if (envMode === 'loose') return undefined;
  const specified = isObject(environmentVariables) ? environmentVariables.specified : undefined;
  const passed: unknown = isObject(specified) ? specified.passThroughEnv : undefined;
  return Array.isArray(passed) ? passed.filter((one): one is string => typeof one === 'string') : [];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    // Another run at the same time took it for its own.
    return '';
  }
}
