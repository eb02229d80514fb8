import { realpathSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { defaultCacheRoot, sha256 } from '../support';
import { describeDimension, type Dimension, type DimensionRequest } from '../dimension';
import { findGo } from '../toolchain';
import type { GoTask, PreparedTask } from './go-task';
import type { SharedOptions } from './options/go-options';
import { settingsOf } from './options/go-settings';

/** Variables that differ from task to task and mean nothing to the go command. */
const RUNNER_VARIABLES = /^(NX_|GOSHAWK_INPUTS_|LERNA_|FORCE_COLOR$)/;

/** Describes dimensions for many tasks, each distinct one once. */
export class DimensionDirectory {
  private readonly known = new Map<string, Promise<Dimension>>();

  describe(request: DimensionRequest): Promise<Dimension> {
    const { go, cwd, env, flags, verb = 'build', cacheRoot } = request;
    const variables = Object.entries(env).filter(([name]) => !RUNNER_VARIABLES.test(name));
    const ordered = variables.map(([name, value]) => `${name}=${value ?? ''}`).sort();
    const key = sha256(go, cwd, cacheRoot, verb, sha256(...flags), ...ordered);
    const known = this.known.get(key) ?? describeDimension(request);
    this.known.set(key, known);
    return known;
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
  const dimension = await dimensions.describe({ go, cwd: projectRoot, env, flags, verb, cacheRoot });
  const cwd = commandDirectory(dimension, projectRoot);
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
function commandDirectory({ goEnv }: Dimension, projectRoot: string): string {
  if (goEnv.GOWORK !== undefined && goEnv.GOWORK !== '' && goEnv.GOWORK !== 'off')
    return dirname(goEnv.GOWORK);
  const goMod = goEnv.GOMOD;
  return goMod === '' || goMod === '/dev/null' || goMod === 'NUL' ? projectRoot : dirname(goMod);
}

/** Tasks with the same key can be served by one go command. */
export function groupKey({ go, cwd, goEnvironment, flags, dimension }: PreparedTask<unknown>): string {
  const variables = Object.entries(goEnvironment).filter(([name]) => !RUNNER_VARIABLES.test(name));
  const ordered = variables.map(([name, value]) => `${name}=${value ?? ''}`).sort();
  return sha256(go, cwd, dimension.directory, sha256(...flags), ...ordered);
}
