import { join, posix } from 'node:path';
import { version } from '../../../package.json';
import { manifestsOf, memoise } from '../../graph';
import { sha256 } from '../../support';
import { installedGoVersion } from '../../toolchain';
import { readPluginOptions } from '../plugin-options';
import { stateDirectoryOf } from '../state-directory';
import { hostPlatform } from '../target-defaults/host-platform';
import { packGraph, unpackGraph, type PackedGraph } from './packed-graph';
import { computeStoredGraph, type StoredGraph } from './stored-graph';

/** Raised when a stored graph means something else than before, within one version of the package. */
const SCHEMA = 2;

/** Variables of the environment that the graph depends on; dotenv files are among the files of the workspace. */
const VARIABLES = /^(GOOS|GOARCH|GOWORK|GOMODCACHE|GOPATH|GOENV|HOME|NX_LOAD_DOT_ENV_FILES)$/;

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
  const variables = Object.entries(env).filter(([name]) => VARIABLES.test(name));
  const installedVersion = installedGoVersion({ goBinary: options.goBinary, env, cwd: workspaceRoot });
  const further = [variables.sort(), hostPlatform(env), installedVersion];
  const key = JSON.stringify([version, SCHEMA, manifests, options, ...further]);
  const packed = memoise<PackedGraph>({
    root: workspaceRoot,
    cacheFile: join(stateDirectoryOf(workspaceRoot, env), 'go-graph'),
    key: sha256(key),
    trees: manifests.goMods.map((file) => posix.dirname(file)),
    compute: (disk) =>
      packGraph(computeStoredGraph({ workspaceRoot, manifests, options, env, installedVersion }, disk)),
  });
  return unpackGraph(packed);
}
