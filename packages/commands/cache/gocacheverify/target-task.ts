import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { GoshawkError, isObject, readJsonFile, UsageError } from '../../../support';
import { runProcess } from '../../../toolchain';
import type { DimensionPlace } from '../../dimension/load-dimension';
import type { GoTask } from '../../go-task';
import { findWorkspaceRoot } from '../../graph/workspace-root';
import { nearNames } from '../../graph/near-names';
import { listOf, type BuildOptions } from '../../options/go-options';

/** A target as a task, and the verb of the go command that repeats what it compiles. */
export interface TargetTask {
  readonly verb: 'build' | 'test' | 'vet';
  readonly task: GoTask<BuildOptions>;
}

const VERBS: Readonly<Record<string, TargetTask['verb'] | undefined>> = {
  'goshawk:go-build': 'build',
  'goshawk:go-run': 'build',
  'goshawk:go-test': 'test',
  'goshawk:go-vet': 'vet',
};

/**
 * Asks Nx for a target: only Nx knows what plugins and defaults make of it.
 *
 * @param id `project:target[:configuration]`
 * @throws UsageError 'no-nx', 'no-such-project', 'no-such-target'
 */
export async function readTargetTask(id: string, place: DimensionPlace): Promise<TargetTask> {
  const [project = '', name = '', configuration] = id.split(':');
  const root = findWorkspaceRoot(place.cwd);
  const shown = await askNx(project, root, place);
  const targets = isObject(shown.targets) ? shown.targets : {};
  const target = targets[name];
  const verb = isObject(target) ? VERBS[String(target.executor)] : undefined;
  if (!isObject(target) || verb === undefined) {
    const known = Object.keys(targets).filter((one) => VERBS[String(asObject(targets[one]).executor)]);
    throw noSuch('target', `${project} has no target ${name} that runs go.`, name, known);
  }
  const configurations = asObject(target.configurations);
  if (configuration !== undefined && !(configuration in configurations)) {
    const known = Object.keys(configurations);
    throw noSuch('target', `${project}:${name} has no configuration ${configuration}.`, configuration, known);
  }
  const chosen = configuration ?? target.defaultConfiguration;
  const options = {
    ...asObject(target.options),
    ...(typeof chosen === 'string' ? asObject(configurations[chosen]) : {}),
  } as BuildOptions & { package?: string };
  const task = {
    id,
    workspaceRoot: root,
    stateDirectory: join(root, '.nx', 'workspace-data', 'goshawk'),
    projectRoot: join(root, String(shown.root)),
    env: place.env,
    options: {
      ...options,
      packages: listOf(options.packages ?? options.package),
      cacheRoot: place.cacheRoot,
      goBinary: place.goBinary ?? options.goBinary,
    } as BuildOptions,
  };
  return { verb, task };
}

async function askNx(
  project: string,
  root: string,
  { env }: DimensionPlace,
): Promise<Record<string, unknown>> {
  const directory = join(root, 'node_modules', 'nx');
  const manifest = readJsonFile(join(directory, 'package.json'), isObject);
  const program = asObject(manifest?.bin).nx;
  const file = typeof program === 'string' ? join(directory, program) : undefined;
  if (file === undefined || !existsSync(file)) {
    throw new UsageError({
      code: 'no-nx',
      message: `${project} cannot be asked for: there is no Nx in ${root}.`,
      next: 'Give the packages instead, and flags of the build behind --.',
    });
  }
  const { exitCode, stdout, stderr } = await runProcess({
    file: process.execPath,
    args: [file, 'show', 'project', project, '--json'],
    cwd: root,
    env,
  });
  if (exitCode !== 0) {
    const words = (stderr.trim() || stdout.trim()).slice(0, 1000);
    throw new UsageError({
      code: 'no-such-project',
      message: `Nx does not show the project ${project} of ${root}: ${words}`,
      next: 'Run `npx nx show projects`, which has the names of all.',
    });
  }
  return parseShown(stdout);
}

/** Nx may say other things before the document. */
function parseShown(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text.slice(text.indexOf('{')));
    if (isObject(value)) return value;
  } catch {
    // Said below.
  }
  throw new GoshawkError({
    code: 'unreadable-project',
    message: `\`nx show project --json\` printed something that is no project: ${text.slice(0, 200)}`,
    next: 'Run it by hand: a plugin may print to its output.',
  });
}

function asObject(value: unknown): Record<string, unknown> {
  return isObject(value) ? value : {};
}

function noSuch(what: string, message: string, name: string, known: readonly string[]): UsageError {
  const near = nearNames(name, known);
  const all = known.length === 0 ? 'There is none.' : `There are ${known.join(', ')}.`;
  return new UsageError({
    code: `no-such-${what}`,
    message,
    next: near.length > 0 ? `Do you mean ${near.join(' or ')}?` : all,
  });
}
