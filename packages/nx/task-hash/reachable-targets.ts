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

/** Targets of a name: of one project, or of any. */
interface Wanted {
  readonly project: string | undefined;
  readonly target: string;
}

/**
 * The projects with a target of a set that an Nx command line can lead to: by name, or through `dependsOn`. What cannot be told
 * counts as yes.
 */
export function reachableProjects(
  argv: readonly string[],
  projects: Projects,
  isInSet: (project: string, target: string) => boolean,
): ReadonlySet<string> {
  const requested = requestedTargets(argv, projects);
  const all = (): Set<string> =>
    new Set(
      Object.entries(projects).flatMap(([project, { targets }]) =>
        Object.keys(targets ?? {}).some((target) => isInSet(project, target)) ? [project] : [],
      ),
    );
  if (requested === undefined) return all();
  const found = new Set<string>();
  const seen = new Set<string>();
  const queue = [...requested];
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    const { project: only, target } = next;
    if (/[*?{[!]/.test(target)) return all();
    if (seen.has(target) || seen.has(`${only ?? ''}\n${target}`)) continue;
    seen.add(only === undefined ? target : `${only}\n${target}`);
    for (const project of only === undefined ? Object.keys(projects) : [only]) {
      const configuration = projects[project]?.targets?.[target];
      if (configuration === undefined) continue;
      if (isInSet(project, target)) found.add(project);
      for (const one of configuration.dependsOn ?? []) queue.push(...dependencyOf(one, project, projects));
    }
  }
  return found;
}

/** What a command line asks for; undefined where that cannot be told. */
function requestedTargets(argv: readonly string[], projects: Projects): Wanted[] | undefined {
  const parsed = parse([...argv], {
    string: [...VALUE_OPTIONS, 'target', 'targets', 't'],
    array: ['t', 'target', 'targets'],
  });
  const words = parsed._.map(String);
  const [verb, named] = words.filter((word) => !/[\\/]/.test(word) || word.includes(':'));
  const listed = [parsed.t, parsed.target, parsed.targets]
    .flat()
    .filter((name): name is string => typeof name === 'string');
  if (listed.length > 0)
    return listed.flatMap((names) => names.split(',')).map((name) => ofAny(nameOf(name)));
  if (verb === 'run' && named !== undefined) {
    return named.includes(':') ? ofTask(named, projects) : undefined;
  }
  if (verb === undefined || ['affected', 'run-many', 'run', 'release'].includes(verb)) return undefined;
  if (verb.includes(':')) return ofTask(verb, projects);
  // `nx build app`: the project may be named in ways that only Nx knows.
  const project = words[words.indexOf(verb) + 1];
  return [{ project: project !== undefined && project in projects ? project : undefined, target: verb }];
}

/** `project:target[:configuration]`; a project that is not known by that name may be any, and names may hold colons. */
function ofTask(task: string, projects: Projects): Wanted[] {
  const [project = '', target = '', ...others] = task.split(':');
  const own = project in projects ? project : undefined;
  return [{ project: own, target }, ...others.map(ofAny), ...colonTargets(task, projects)];
}

function colonTargets(text: string, projects: Projects): Wanted[] {
  const rest = text.slice(text.indexOf(':') + 1);
  return [text, rest].flatMap((target) =>
    target.includes(':') && Object.values(projects).some(({ targets }) => targets?.[target] !== undefined)
      ? [ofAny(target)]
      : [],
  );
}

function ofAny(target: string): Wanted {
  return { project: undefined, target };
}

/** An entry of `dependsOn`: `build`, `^build`, `app:build`, or an object. */
function dependencyOf(dependency: unknown, project: string, projects: Projects): Wanted[] {
  if (typeof dependency === 'object' && dependency !== null && 'target' in dependency) {
    const target = String(dependency.target);
    if ('dependencies' in dependency && dependency.dependencies === true) return [ofAny(nameOf(target))];
    const named = 'projects' in dependency ? dependency.projects : undefined;
    if (named === undefined || named === 'self') return dependencyOf(target, project, projects);
    const names = [named].flat().map(String);
    return names.every((name) => name in projects)
      ? names.map((name) => ({ project: name, target: nameOf(target) }))
      : [ofAny(nameOf(target))];
  }
  const name = String(dependency);
  if (name.startsWith('^')) return [ofAny(name.slice(1)), ...colonTargets(name.slice(1), projects)];
  return name.includes(':') ? ofTask(name, projects) : [{ project, target: name }];
}

/** `build` of `build`, `^build` and `app:build`. */
function nameOf(dependency: string): string {
  const name = dependency.replace(/^\^/, '');
  return name.includes(':') ? (name.split(':')[1] ?? '') : name;
}
