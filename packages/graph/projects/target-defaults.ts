import { isObject } from '../../support';
import { asTarget, textsIn, type DescribedProject, type DescribedTarget } from './manifests';
import { nameOfProject } from './name-of-project';
import { isNameGlob, matchesNameGlob } from './name-glob';
import { isSelected } from './project-filter';

/** `targetDefaults` of nx.json, as Nx 22 to 24 understand it (nx/src/project-graph/utils/project-configuration/target-defaults.ts). */
export class TargetDefaults {
  private readonly entries: ReadonlyMap<string, readonly unknown[]>;

  /** @param written what nx.json says; what has another shape than Nx's counts as nothing */
  constructor(written: unknown) {
    const all = Object.entries(isObject(written) ? written : {});
    this.entries = new Map(all.map(([key, value]) => [key, [value].flat()]));
  }

  /** What a target gets where it says nothing itself: of its executor, else of its name, else of the longest pattern. */
  of(project: DescribedProject, name: string, target: DescribedTarget): DescribedTarget {
    const executor = executorOf(target);
    for (const key of this.keysFor(name, executor)) {
      const matching = (this.entries.get(key) ?? []).filter((one) => applies(one, project, executor));
      if (matching.length > 0) return merge(matching.map(asTarget), executor);
    }
    return {};
  }

  private keysFor(name: string, executor: string | undefined): string[] {
    const patterns = [...this.entries.keys()].filter(
      (key) => key !== name && key !== executor && isNameGlob(key) && matchesNameGlob(key, name),
    );
    patterns.sort((one, other) => other.length - one.length);
    return [...(executor === undefined ? [] : [executor]), name, ...patterns];
  }
}

/** The executor that Nx runs a target with; undefined where its defaults may name one. */
export function executorOf({ executor, command }: DescribedTarget): string | undefined {
  return executor ?? (command === undefined ? undefined : 'nx:run-commands');
}

function applies(entry: unknown, project: DescribedProject, executor: string | undefined): boolean {
  const filter = isObject(entry) ? entry.filter : undefined;
  if (!isObject(filter)) return true;
  const { root, tags } = project;
  const projects = typeof filter.projects === 'string' ? [filter.projects] : textsIn(filter.projects);
  if (projects !== undefined && !isSelected(projects, { root, name: nameOfProject(project), tags }))
    return false;
  // No plugin of nx.json makes the targets of project.json and package.json.
  return filter.plugin === undefined && (filter.executor === undefined || filter.executor === executor);
}

/** Later ones win. Nx drops one with another executor. */
function merge(entries: readonly DescribedTarget[], executor: string | undefined): DescribedTarget {
  let merged: DescribedTarget = {};
  for (const entry of entries) {
    const own = executorOf(entry);
    if (own !== undefined && executor !== undefined && own !== executor) continue;
    const options = { ...merged.options, ...entry.options };
    merged = { ...merged, ...entry, options };
  }
  return merged;
}
