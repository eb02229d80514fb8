import type { ExecutorContext } from '@nx/devkit';

export type NamedInputs = Readonly<Record<string, readonly unknown[] | undefined>>;

/** The named inputs of a project, Nx's own one among them (nx/src/hasher/task-hasher.ts: getNamedInputs). */
export function namedInputsOf(
  project: string,
  { nxJsonConfiguration, projectsConfigurations }: ExecutorContext,
): NamedInputs {
  return {
    default: [{ fileset: '{projectRoot}/**/*' }],
    ...nxJsonConfiguration.namedInputs,
    ...projectsConfigurations.projects[project]?.namedInputs,
  };
}

/** Inputs of the project itself with named ones replaced by what they stand for; those of other projects stay as they are. */
export function expandInputs(
  inputs: readonly unknown[],
  named: NamedInputs,
  seen: readonly string[] = [],
): unknown[] {
  return inputs.flatMap((input) => {
    const name = nameOfInput(input);
    const meant = name === undefined ? undefined : named[name];
    if (name === undefined || meant === undefined || seen.includes(name)) return [input];
    return expandInputs(meant, named, [...seen, name]);
  });
}

function nameOfInput(input: unknown): string | undefined {
  if (typeof input === 'string') return input;
  if (typeof input !== 'object' || input === null || !('input' in input)) return undefined;
  if ('dependencies' in input && input.dependencies === true) return undefined;
  if ('projects' in input && input.projects !== undefined && input.projects !== 'self') return undefined;
  return typeof input.input === 'string' ? input.input : undefined;
}
