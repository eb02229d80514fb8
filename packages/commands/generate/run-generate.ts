import type { GenerateCommand } from '../../graph';
import { dimensionCommand, runGoCommand, withScratch, type DimensionCommand } from '../go-command';
import type { PreparedTask } from '../go-task';
import type { GenerateOptions } from '../options/go-options';
import type { Selection } from '../select-packages';
import { checkTools } from './find-tools';
import { filesBeneath, writtenSince } from './written-files';

/** What `go generate` came to. */
export interface GenerateOutcome {
  readonly exitCode: number;
  readonly said: string;
  /** Files of the project that were written, as absolute paths. */
  readonly written: readonly string[];
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/**
 * Runs the directives of a task's packages, if all programs are there that they run.
 *
 * @throws GoshawkError 'generator-not-found'
 */
export function runGenerate(
  task: PreparedTask<GenerateOptions>,
  { packages, elsewhere }: Selection,
  onOutput: (chunk: string) => void,
): Promise<GenerateOutcome> {
  return withScratch(async (scratch) => {
    const { go, cwd, goEnvironment: env, dimension, flags, options, projectRoot } = task;
    // Its generators are programs of their own, with C inputs that are none of the task's.
    const prepared = await dimensionCommand({ go, cwd, env, dimension, packages: [], scratch });
    const chosen = (['run', 'skip'] as const).flatMap((name) =>
      options[name] === undefined ? [] : [`-${name}=${options[name]}`],
    );
    const names = [...packages.map(({ importPath }) => importPath), ...elsewhere];
    const args = [...flags, ...chosen, ...names];
    checkTools(await commandsOf(prepared, args), task);
    const before = filesBeneath(projectRoot);
    const { exitCode, stdout, stderr, stoppedBy } = await runGoCommand(
      prepared,
      ['generate', ...args],
      onOutput,
    );
    return { exitCode, said: stdout + stderr, written: writtenSince(before, projectRoot), stoppedBy };
  });
}

/** What `go generate` would run, in its own words: each command on a line, its words joined by spaces. */
async function commandsOf(prepared: DimensionCommand, args: readonly string[]): Promise<GenerateCommand[]> {
  const { stderr } = await runGoCommand(prepared, ['generate', '-n', ...args], () => undefined);
  return stderr
    .split(/\r?\n/)
    .filter((line) => line !== '' && !line.startsWith('go: '))
    .map((line) => line.split(' '))
    .map(([program = '', ...rest]) => ({ program, args: rest }));
}
