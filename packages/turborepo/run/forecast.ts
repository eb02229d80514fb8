import { isObject, parseJson } from '../../support';
import { isNode } from '../sync/package-config';

/**
 * Which tasks a run of Turborepo will start: what they have in common is done once, as soon as the first of them asks. Turborepo
 * starts some ten at a time, so that a go command for those which are there would leave most to further ones.
 */
export class Forecast {
  private asked: Promise<ReadonlySet<string>> | undefined;

  /** @param dryRun what `turbo run … --dry=json` prints for the same command line */
  constructor(private readonly dryRun: () => Promise<string>) {}

  /** Tasks that are not replayed and wait for no other task. None where Turborepo does not say. */
  tasks(): Promise<ReadonlySet<string>> {
    return (this.asked ??= this.dryRun().then(tasksIn, () => new Set<string>()));
  }
}

function tasksIn(output: string): ReadonlySet<string> {
  const document = parseJson(output.slice(Math.max(0, output.indexOf('{'))));
  const tasks: readonly unknown[] = isObject(document) && Array.isArray(document.tasks) ? document.tasks : [];
  return new Set(
    tasks.flatMap((task) => {
      if (!isObject(task) || typeof task.taskId !== 'string' || !isObject(task.cache)) return [];
      const dependencies: readonly unknown[] = Array.isArray(task.dependencies) ? task.dependencies : [];
      const waits = dependencies.some(
        (one) => typeof one !== 'string' || !isNode(one.slice(one.indexOf('#') + 1)),
      );
      return task.cache.status === 'HIT' || waits ? [] : [task.taskId];
    }),
  );
}
