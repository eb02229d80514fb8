import { join } from 'node:path';
import { findProgram } from '../../dimension';
import { generatorOf, pluginsOf, variablesIn, type GenerateCommand } from '../../graph';
import { GoshawkError, readVariable, withPath } from '../../support';
import { compareGoVersions } from '../../toolchain';
import type { PreparedTask } from '../go-task';
import { readDirectives } from './read-directives';

/** What decides a go-generate task besides files: the programs that directives run, and the variables that they name. */
export function generatorIdentities(task: PreparedTask<unknown>, of: 'project' | 'workspace'): string[] {
  if (of === 'workspace') return [];
  const { directives, commands } = readDirectives(task);
  const { goEnvironment, dimension } = task;
  const tools = commands.flatMap((command) => [
    { name: command.program, directory: command.directory },
    ...pluginsOf(command).map((name) => ({ name, directory: command.directory })),
  ]);
  const identities = tools.map(({ name, directory }) => {
    const found = findTool(name, task, directory);
    return `tool ${name}=${found === undefined ? 'none' : dimension.digests.digest(found)}`;
  });
  const variables = directives.flatMap(({ line }) => variablesIn(line));
  return [
    ...identities,
    ...variables.map((name) => `variable ${name}=${readVariable(goEnvironment, name) ?? ''}`),
  ]
    .filter((one, index, all) => all.indexOf(one) === index)
    .sort();
}

/**
 * Refuses to begin where a program that a directive runs is not there.
 *
 * @param commands those that will run
 * @throws GoshawkError 'generator-not-found'
 */
export function checkTools(commands: readonly GenerateCommand[], task: PreparedTask<unknown>): void {
  // An earlier directive may install what a later one runs.
  const installed = new Set(
    commands
      .filter(({ program, args }) => program === 'go' && args[0] === 'install')
      .flatMap(({ args }) => args.map((word) => word.replace(/@.*$/, '').split('/').at(-1) ?? '')),
  );
  const wanted = commands
    .flatMap((command) => [command.program, ...pluginsOf(command)])
    // Where a path leads depends on the directive's directory, and the go command says what is not there.
    .filter((name) => !/[/\\$]/.test(name) && !installed.has(name));
  const missing = [...new Set(wanted)].filter((name) => findTool(name, task, task.cwd) === undefined);
  if (missing.length === 0) return;
  throw new GoshawkError({
    code: 'generator-not-found',
    message: `${task.id}: ${missing.join(', ')} ${missing.length === 1 ? 'is' : 'are'} not in PATH, and //go:generate lines run ${missing.length === 1 ? 'it' : 'them'}. Nothing was run.`,
    next: missing.map((name) => `${adviceFor(name, task)}.`).join(' '),
  });
}

function adviceFor(name: string, { dimension }: PreparedTask<unknown>): string {
  const get = generatorOf(name)?.get;
  if (get === undefined) return `Install ${name}, or correct the directive`;
  if ('read' in get) return `Install ${name}: ${get.read}`;
  const install = `Run \`go install ${get.install}@latest\``;
  return compareGoVersions(dimension.goEnv.GOVERSION, '1.24') < 0
    ? install
    : `${install}, or \`go get -tool ${get.install}@latest\` and write //go:generate go tool ${name}`;
}

/** The program that the go command finds (cmd/go/internal/generate: exec puts GOROOT/bin first). */
function findTool(name: string, { goEnvironment, dimension }: PreparedTask<unknown>, directory: string) {
  const bin = join(dimension.goEnv.GOROOT, 'bin');
  return findProgram(name, withPath(goEnvironment, { before: [bin] }), directory);
}
