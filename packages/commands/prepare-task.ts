import { realpathSync } from 'node:fs';
import { devNull } from 'node:os';
import { dirname, resolve } from 'node:path';
import { defaultCacheRoot, sha256 } from '../support';
import { describeDimension, type Dimension, type DimensionRequest } from '../dimension';
import { findGo, GoEnvReader, type Env, type GoEnv } from '../toolchain';
import type { GoTask, PreparedTask } from './go-task';
import type { SharedOptions } from './options/go-options';
import { settingsOf } from './options/go-settings';

/** Variables that differ from task to task and mean nothing to the go command. */
const RUNNER_VARIABLES = /^(NX_|GOSHAWK_INPUTS_|LERNA_|FORCE_COLOR$)/;

/** What a dimension is asked for with, but for the directory, which go.work or go.mod decides. */
type DirectoryRequest = Omit<DimensionRequest, 'cwd' | 'goEnv'> & { readonly projectRoot: string };

/** Describes dimensions for many tasks, each distinct one once, with one `go env` for all modules of a go.work. */
export class DimensionDirectory {
  private readonly known = new Map<string, Promise<Dimension>>();
  private readonly settings = new GoEnvReader();

  /** The dimension of a project's go commands, and the directory in which they run. */
  async describe(request: DirectoryRequest): Promise<{ dimension: Dimension; cwd: string }> {
    const { go, projectRoot, flags, verb = 'build', cacheRoot } = request;
    const env = withoutRunnerVariables(request.env);
    const goEnv = await this.settings.readGoEnv({ go, cwd: projectRoot, env });
    const cwd = commandDirectory(goEnv, projectRoot);
    const key = sha256(go, cwd, cacheRoot, verb, sha256(...flags), ...orderedVariables(env));
    const known = this.known.get(key) ?? describeDimension({ ...request, cwd, env, goEnv });
    this.known.set(key, known);
    return { dimension: await known, cwd };
  }
}

/**
 * Finds the go command of a task and the dimension that it runs in.
 *
 * @param verb the go command's, which decides how the task's own flags are read
 * @throws GoshawkError when there is no usable Go, or its configuration is broken.
 */
export async function prepareTask<Options extends SharedOptions>(
  task: GoTask<Options>,
  dimensions: DimensionDirectory,
  verb = 'build',
): Promise<PreparedTask<Options>> {
  // The go command names directories by their real path, since PWD tells it of no other.
  const projectRoot = realpathSync(task.projectRoot);
  const workspaceRoot = realpathSync(task.workspaceRoot);
  const settings = settingsOf(withAbsoluteFiles(task.options, workspaceRoot), task.env);
  const { flags } = settings;
  const env = { ...settings.env, PWD: undefined };
  const go = findGo({ goBinary: task.options.goBinary, env, cwd: workspaceRoot });
  const cacheRoot = task.options.cacheRoot ?? defaultCacheRoot(env);
  const { dimension, cwd } = await dimensions.describe({ go, projectRoot, env, flags, verb, cacheRoot });
  return { ...task, workspaceRoot, projectRoot, go, goEnvironment: env, flags, dimension, cwd };
}

/** Files named by options lie relative to the workspace root; the go command runs elsewhere. */
function withAbsoluteFiles(options: SharedOptions, workspaceRoot: string): SharedOptions {
  const { overlay, pgo } = options;
  return {
    ...options,
    ...(overlay !== undefined && { overlay: resolve(workspaceRoot, overlay) }),
    ...(pgo !== undefined && !['auto', 'off'].includes(pgo) && { pgo: resolve(workspaceRoot, pgo) }),
  };
}

/** Directory of go.work, else of go.mod, else the project's: one for all tasks that one go command can serve. */
function commandDirectory({ GOWORK: goWork, GOMOD: goMod }: GoEnv, projectRoot: string): string {
  if (goWork !== '' && goWork !== 'off') return dirname(goWork);
  return goMod === '' || goMod === devNull ? projectRoot : dirname(goMod);
}

/** Tasks with the same key can be served by one go command. */
export function groupKey({ go, cwd, goEnvironment, flags, dimension }: PreparedTask<unknown>): string {
  const variables = orderedVariables(withoutRunnerVariables(goEnvironment));
  return sha256(go, cwd, dimension.directory, sha256(...flags), ...variables);
}

function withoutRunnerVariables(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !RUNNER_VARIABLES.test(name)));
}

function orderedVariables(env: Env): string[] {
  return Object.entries(env)
    .map(([name, value]) => `${name}=${value ?? ''}`)
    .sort();
}
