import type { ExecutorContext, TaskGraph } from '@nx/devkit';
import { matchFile, mayTakeOf, parseGlobs, takesAllOf, type InputGlob } from './input-glob';
import { expandInputs, namedInputsOf } from './named-inputs';
import { reachableProjects } from './project-owners';

/** Filesets that Nx evaluates together: what one of them takes and no exception names. */
interface Filesets {
  /** The project whose own files they are about; undefined for all files of the workspace. */
  readonly project: string | undefined;
  readonly taken: readonly InputGlob[];
  readonly excluded: readonly InputGlob[];
}

/**
 * The files that Nx hashes for a task, by its inputs (nx/src/hasher/task-hasher.ts: splitInputsIntoSelfAndDependencies). What
 * the text of a pattern does not tell counts as hashed.
 */
export class HashedFiles {
  private readonly filesets: readonly Filesets[];

  /** @param inputs as project.json has them */
  constructor(
    task: { readonly id: string; readonly project: string },
    inputs: readonly unknown[],
    private readonly context: ExecutorContext,
  ) {
    const { project } = task;
    const scoped = expandInputs(inputs, namedInputsOf(project, context)).map(scopeOf);
    const own = scoped.flatMap(({ of, meant }) => (of === 'self' ? [meant] : []));
    const dependencies = [...reachableProjects(project, context)].filter((name) => name !== project);
    const projects = Object.keys(context.projectsConfigurations.projects);
    this.filesets = [
      ...this.filesetsOf(project, own),
      ...scoped.flatMap(({ of, meant }) => {
        if (of === 'self') return [];
        const chosen = of === 'dependencies' ? dependencies : projects.filter((name) => isChosen(name, of));
        return chosen.flatMap((name) => this.filesetsOf(name, [meant]));
      }),
      { project: undefined, taken: own.flatMap((input) => outputsOf(task.id, input, context)), excluded: [] },
    ];
  }

  /** Whether a file of a project may be hashed. */
  mayHoldFile(file: string, project: string | undefined): boolean {
    return this.about(project).some(
      ({ taken, excluded }) =>
        taken.some((glob) => matchFile(glob, file) !== 'no') &&
        !excluded.some((glob) => matchFile(glob, file) === 'yes'),
    );
  }

  /** Whether a file beneath a directory may be hashed. */
  mayHoldBeneath(directory: string, project: string | undefined): boolean {
    return this.about(project).some(
      ({ taken, excluded }) =>
        taken.some((glob) => mayTakeOf(glob, directory)) &&
        !excluded.some((glob) => takesAllOf(glob, directory)),
    );
  }

  /** Whether every file of a project beneath a directory is hashed. */
  holdsAllOf(directory: string, project: string | undefined): boolean {
    return this.about(project).some(
      ({ taken, excluded }) =>
        taken.some((glob) => takesAllOf(glob, directory)) &&
        !excluded.some((glob) => mayTakeOf(glob, directory)),
    );
  }

  private about(project: string | undefined): readonly Filesets[] {
    return this.filesets.filter((one) => one.project === undefined || one.project === project);
  }

  private filesetsOf(project: string, inputs: readonly unknown[]): Filesets[] {
    const root = this.context.projectsConfigurations.projects[project]?.root;
    if (root === undefined) return [];
    const patterns = expandInputs(inputs, namedInputsOf(project, this.context)).flatMap(patternOf);
    const own = split(patterns, '{projectRoot}', root);
    // Where only exceptions are named, Nx takes all other files of the project.
    const isOpen = own.taken.length === 0 && own.excluded.length > 0;
    return [
      { project, taken: isOpen ? parseGlobs(`${root}/**/*`) : own.taken, excluded: own.excluded },
      { project: undefined, ...split(patterns, '{workspaceRoot}', '') },
    ];
  }
}

/** Whose files an input is about, and what it says of each of them. */
function scopeOf(input: unknown): { of: 'self' | 'dependencies' | readonly string[]; meant: unknown } {
  if (typeof input === 'string' && input.startsWith('^'))
    return { of: 'dependencies', meant: input.slice(1) };
  if (typeof input !== 'object' || input === null) return { of: 'self', meant: input };
  const { dependencies, projects, ...meant } = input as Readonly<Record<string, unknown>>;
  if (dependencies === true || projects === 'dependencies') return { of: 'dependencies', meant };
  if (projects === undefined || projects === 'self') return { of: 'self', meant };
  return { of: [projects].flat().map(String), meant };
}

/** Whether an input names a project; one by tag or pattern may name any. */
function isChosen(project: string, names: readonly string[]): boolean {
  return names.some((name) => name === project || /[*?[\]{}!:]/.test(name));
}

function patternOf(input: unknown): string[] {
  if (typeof input === 'string') return [input];
  if (typeof input !== 'object' || input === null || !('fileset' in input)) return [];
  return typeof input.fileset === 'string' ? [input.fileset] : [];
}

/** Patterns that begin with a token, as globs beneath a directory. */
function split(
  patterns: readonly string[],
  token: '{projectRoot}' | '{workspaceRoot}',
  directory: string,
): Pick<Filesets, 'taken' | 'excluded'> {
  const chosen = (start: string) =>
    patterns
      .filter((pattern) => pattern === start || pattern.startsWith(`${start}/`))
      .flatMap((pattern) => parseGlobs(`${directory}/${pattern.slice(start.length)}`));
  return { taken: chosen(token), excluded: chosen(`!${token}`) };
}

/** What `dependentTasksOutputFiles` takes of the outputs of tasks that run before. */
function outputsOf(id: string, input: unknown, { taskGraph }: ExecutorContext): InputGlob[] {
  if (typeof input !== 'object' || input === null || !('dependentTasksOutputFiles' in input)) return [];
  const pattern = String(input.dependentTasksOutputFiles);
  if (taskGraph === undefined) return parseGlobs(pattern);
  const seen = new Set<string>();
  const queue = dependenciesOf(id, taskGraph);
  for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
    if (seen.has(next)) continue;
    seen.add(next);
    queue.push(...dependenciesOf(next, taskGraph));
  }
  return [...seen].flatMap((task) =>
    (taskGraph.tasks[task]?.outputs ?? []).flatMap((output) => parseGlobs(`${output}/${pattern}`)),
  );
}

/** IDs of the tasks that one waits for: Nx has them as they are, and in some versions of Nx 24 each in an object. */
function dependenciesOf(id: string, { dependencies }: TaskGraph): string[] {
  const listed: readonly (string | { readonly id: string })[] = dependencies[id] ?? [];
  return listed.map((one) => (typeof one === 'string' ? one : one.id));
}
