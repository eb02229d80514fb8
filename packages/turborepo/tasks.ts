import type { TurboGoModule } from './modules/go-modules';

/** What a task of Turborepo does. */
export type TaskKind = 'build' | 'test' | 'vet';

export const TASK_KINDS: readonly TaskKind[] = ['build', 'test', 'vet'];

/** The file that tasks start, from the root of the workspace. */
const PROGRAM = 'node_modules/goshawk/dist/turborepo/task.js';

/** Whether Turborepo knows Go modules from package.json files, or from its own experimental support. */
export type TurboMode = 'stubs' | 'native';

/** The name of a task: Turborepo's own support calls `go vet` lint. */
export function taskNameOf(kind: TaskKind, mode: TurboMode): string {
  return mode === 'native' && kind === 'vet' ? 'lint' : kind;
}

/** The tasks that apply to a module. */
export function kindsOf({ packages }: Pick<TurboGoModule, 'packages'>): TaskKind[] {
  return TASK_KINDS.filter((kind) =>
    kind === 'test' ? packages.some(({ hasTests }) => hasTests) : packages.length > 0,
  );
}

/** The command of a task, for the directory of its module. */
export function commandOf(kind: TaskKind, directory: string): string[] {
  const up = directory
    .split('/')
    .map(() => '..')
    .join('/');
  return ['node', `${up}/${PROGRAM}`, kind];
}

/** Whether a command is one that this package has written, whatever the directory. */
export function isOwnCommand(words: unknown): boolean {
  return Array.isArray(words) && typeof words[1] === 'string' && words[1].endsWith(`/${PROGRAM}`);
}

/** What tasks leave behind, relative to their module. */
export const OUTPUTS: Readonly<Record<TaskKind, string | undefined>> = {
  build: 'dist',
  test: '.turbo/goshawk/test',
  vet: undefined,
};
