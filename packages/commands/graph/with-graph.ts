import { join, posix } from 'node:path';
import { version } from '../../../package.json';
import { computeGoGraph, memoise, type Disk, type GoGraph, type Manifests } from '../../graph';
import { sha256 } from '../../support';
import type { GraphWorkspace } from './graph-workspace';

/** Variables of the environment that the graph depends on. */
const VARIABLES = /^(GOWORK|GOMODCACHE|GOPATH|GOENV|HOME)$/;

/** What is asked of the graph. */
export interface GraphQuestion<T> {
  readonly verb: string;
  /** All that the answer depends on besides the graph. */
  readonly key: string;
  /** The answer is JSON. */
  readonly answer: (graph: GoGraph, disk: Disk) => T;
}

/** The answer to a question about the graph: the one of last time, if nothing that it depends on has changed. */
export function askGraph<T>(workspace: GraphWorkspace, { verb, key, answer }: GraphQuestion<T>): T {
  const { root, manifests, options, env, installedVersion, cacheRoot } = workspace;
  const variables = Object.entries(env).filter(([name]) => VARIABLES.test(name));
  const further = [variables.sort(), installedVersion, key];
  return memoise<T>({
    root,
    cacheFile: join(cacheRoot, 'graphs', sha256(root).slice(0, 16), verb),
    key: sha256(JSON.stringify([version, manifests, options, ...further])),
    trees: manifests.goMods.map((file) => posix.dirname(file)),
    compute: (disk) => answer(computeGraph(workspace, disk, manifests), disk),
  });
}

/** The graph of files as a disk shows them. */
export function computeGraph(workspace: GraphWorkspace, disk: Disk, manifests: Manifests): GoGraph {
  const present = (files: readonly string[]) => files.filter((file) => !disk.isIgnored(file));
  return computeGoGraph({
    ...workspace,
    disk,
    manifests: {
      goMods: present(manifests.goMods),
      projectJsons: present(manifests.projectJsons),
      packageJsons: present(manifests.packageJsons),
    },
  });
}
