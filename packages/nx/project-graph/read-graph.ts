import { join } from 'node:path';
import { manifestsOf, memoiseGraph } from '../../graph';
import { installedGoVersion } from '../../toolchain';
import { readPluginOptions } from '../plugin-options';
import { stateDirectoryOf } from '../state-directory';
import { hostPlatform } from '../target-defaults/host-platform';
import { packGraph, unpackGraph, type PackedGraph } from './packed-graph';
import { computeStoredGraph, type StoredGraph } from './stored-graph';

/** Raised when a stored graph means something else than before, within one version of the package. */
const SCHEMA = 8;

/**
 * The graph of the workspace, computed again only if something that it depends on has changed.
 *
 * @param files manifests, among others
 * @param given the plugin's options, as in nx.json
 */
export function readStoredGraph(
  workspaceRoot: string,
  files: readonly string[],
  given: unknown,
): StoredGraph {
  const manifests = manifestsOf(files);
  const options = readPluginOptions(given);
  const { env } = process;
  const installedVersion = installedGoVersion({ goBinary: options.goBinary, env, cwd: workspaceRoot });
  const { GOOS, GOARCH, NX_LOAD_DOT_ENV_FILES } = env;
  // Dotenv files, which are among the files of the workspace, may leave a platform to the go env file.
  const fileOrHost = hostPlatform({ ...env, GOOS: undefined, GOARCH: undefined });
  const packed = memoiseGraph<PackedGraph>({
    root: workspaceRoot,
    cacheFile: join(stateDirectoryOf(workspaceRoot, env), 'go-graph'),
    ...{ manifests, options, env, installedVersion },
    further: [SCHEMA, GOOS, GOARCH, NX_LOAD_DOT_ENV_FILES, fileOrHost],
    compute: (disk) =>
      packGraph(computeStoredGraph({ workspaceRoot, manifests, options, env, installedVersion }, disk)),
  });
  return unpackGraph(packed);
}
