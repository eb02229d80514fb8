import { posix } from 'node:path';
import { isAtOrBeneath } from '../workspace/workspace-path';
import type { DescribedProject } from './manifests';
import { nameOfProject } from './name-of-project';
import type { TargetDefaults } from './target-defaults';
import { outputsOfTarget } from './target-outputs';

/** A task that makes files. */
export interface Producer {
  readonly project: string;
  /** Of the project, relative to the workspace root; undefined for one that only an option names and no file describes. */
  readonly root: string | undefined;
  readonly target: string;
  /** The output that the files lie in, relative to the workspace root. */
  readonly output: string;
}

/** Finds tasks by the files that they make. */
export class Producers {
  private readonly outputs: readonly Producer[];
  /** `project:target` of targets whose outputs are written down. */
  private readonly written: ReadonlySet<string>;
  private readonly declared: readonly Producer[];

  /**
   * @param described projects of all languages
   * @param targetDefaults of nx.json
   * @param generated `project:target` by path, where the workspace says so by hand
   * @param inferred tasks of targets that no file of the workspace describes
   */
  constructor(
    described: readonly DescribedProject[],
    targetDefaults: TargetDefaults,
    generated: Readonly<Record<string, string>>,
    inferred: readonly Producer[] = [],
  ) {
    const roots = new Map(described.map((project) => [nameOfProject(project), project.root]));
    const byHand = Object.entries(generated).map(([path, task]) => {
      const project = task.slice(0, task.indexOf(':'));
      return {
        project,
        root: roots.get(project),
        target: task.slice(task.indexOf(':') + 1),
        output: posix.normalize(path).replace(/\/$/, ''),
      };
    });
    this.declared = described.flatMap((project) => outputsOf(project, targetDefaults));
    this.outputs = [...byHand, ...this.declared, ...inferred];
    this.written = new Set(
      described.flatMap((project) =>
        Object.entries(project.targets).flatMap(([target, { outputs }]) =>
          outputs === undefined ? [] : [`${nameOfProject(project)}:${target}`],
        ),
      ),
    );
  }

  /** Whether the outputs of a task are known, and leave out what it is said to make: Nx then neither hashes nor keeps it. */
  leavesOut({ project, target }: Producer, path: string): boolean {
    if (!this.written.has(`${project}:${target}`)) return false;
    return !this.declared.some(
      (one) =>
        one.project === project &&
        one.target === target &&
        (isAtOrBeneath(path, one.output) || isAtOrBeneath(one.output, path)),
    );
  }

  /** Go files that outputs name one by one, relative to the workspace root. */
  get goFiles(): readonly string[] {
    return this.outputs.flatMap(({ output }) => (output.endsWith('.go') ? [output] : []));
  }

  /**
   * The tasks that make what is at a path: the one with the closest output at it or above, and all with outputs beneath. Of
   * several with one output, such as `build` and `build-dev`, the first counts, and the option `generated` before others.
   */
  of(path: string): Producer[] {
    let closest: Producer | undefined;
    const beneath = new Map<string, Producer>();
    for (const one of this.outputs) {
      const { output } = one;
      if (isAtOrBeneath(path, output)) {
        if (closest === undefined || output.length > closest.output.length) closest = one;
      } else if (isAtOrBeneath(output, path) && !beneath.has(output)) beneath.set(output, one);
    }
    return [...(closest === undefined ? [] : [closest]), ...beneath.values()];
  }
}

function outputsOf(described: DescribedProject, targetDefaults: TargetDefaults): Producer[] {
  const project = nameOfProject(described);
  return Object.entries(described.targets).flatMap(([target, own]) => {
    const defaults = targetDefaults.of(described, target, own);
    const outputs = outputsOfTarget(described, target, own, defaults);
    return outputs.map((output) => ({ project, root: described.root, target, output }));
  });
}
