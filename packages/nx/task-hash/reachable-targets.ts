import type { ProjectConfiguration } from '@nx/devkit';
import parse from 'yargs-parser';

type Projects = Readonly<Record<string, ProjectConfiguration>>;

/** Options of Nx that take a value, so that the value is no positional argument. */
const VALUE_OPTIONS = [
  'base',
  'batch',
  'configuration',
  'exclude',
  'files',
  'head',
  'nxBail',
  'output-style',
  'parallel',
  'projects',
  'runner',
];

/**
 * Whether an Nx command line can lead to a target of a set: by name, or through `dependsOn`. What cannot be told counts as yes.
 */
export function canReach(
  argv: readonly string[],
  projects: Projects,
  isWanted: (project: string, target: string) => boolean,
): boolean {
  const requested = requestedTargets(argv);
  if (requested === undefined) return true;
  const seen = new Set<string>();
  const queue = [...requested];
  for (let name = queue.pop(); name !== undefined; name = queue.pop()) {
    if (seen.has(name)) continue;
    seen.add(name);
    if (/[*?{[!]/.test(name)) return true;
    for (const [project, { targets }] of Object.entries(projects)) {
      const target = targets?.[name];
      if (target === undefined) continue;
      if (isWanted(project, name)) return true;
      queue.push(...(target.dependsOn ?? []).map(targetOf));
    }
  }
  return false;
}

/** Names of the targets that a command line asks for; undefined where that cannot be told. */
function requestedTargets(argv: readonly string[]): string[] | undefined {
  const parsed = parse([...argv], {
    string: [...VALUE_OPTIONS, 'target', 'targets', 't'],
    array: ['t', 'target', 'targets'],
  });
  const words = parsed._.map(String).filter((word) => !/[\\/]/.test(word));
  const listed = [parsed.t, parsed.target, parsed.targets]
    .flat()
    .filter((name): name is string => typeof name === 'string');
  if (listed.length > 0) return listed.flatMap((names) => names.split(',')).map(targetOf);
  const [verb, named] = words;
  if (verb === 'run' && named !== undefined)
    return named.includes(':') ? [named.split(':')[1] ?? ''] : undefined;
  if (verb === undefined || ['affected', 'run-many', 'run', 'release'].includes(verb)) return undefined;
  return verb.includes(':') ? [verb.split(':')[1] ?? ''] : [verb];
}

/** `build` of `build`, `^build`, `app:build` and `{ target: 'build' }`. */
function targetOf(dependency: unknown): string {
  if (typeof dependency === 'object' && dependency !== null && 'target' in dependency)
    return targetOf(dependency.target);
  const name = String(dependency).replace(/^\^/, '');
  return name.includes(':') ? (name.split(':')[1] ?? '') : name;
}
