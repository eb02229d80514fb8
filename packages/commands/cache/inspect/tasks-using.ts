import { readSnapshot, snapshotNames } from '../../../actions';
import { hashToString, type ActionId } from '../../../cache';

/** Finds the tasks whose last success used an action, by the snapshots of one dimension. */
export class TasksUsing {
  private tasks: ReadonlyMap<string, readonly string[]> | undefined;

  /** @param directory of the dimension */
  constructor(private readonly directory: string) {}

  /** `project:target[:configuration]`, each once. */
  of(id: ActionId): readonly string[] {
    this.tasks ??= this.read();
    return this.tasks.get(hashToString(id)) ?? [];
  }

  private read(): Map<string, string[]> {
    const tasks = new Map<string, Set<string>>();
    for (const name of snapshotNames(this.directory)) {
      const { task = '', entries = [] } = readSnapshot(this.directory, name) ?? {};
      for (const { action } of entries) tasks.set(action, (tasks.get(action) ?? new Set<string>()).add(task));
    }
    return new Map([...tasks].map(([action, names]) => [action, [...names].sort()]));
  }
}
