import { homedir } from 'node:os';
import { version } from '../../package.json';
import { sha256, type Env } from '../support';
import { goWorkSetting, moduleCacheDirectory } from '../toolchain';
import { memoise, type Disk } from './disk';
import type { Manifests } from './projects/manifests';
import type { ProjectOptions } from './projects/project-options';

export interface GraphMemoRequest<T> {
  /** Absolute. */
  readonly root: string;
  /** Absolute; one for each question. */
  readonly cacheFile: string;
  readonly manifests: Manifests;
  readonly options: ProjectOptions;
  readonly env: Env;
  /** Such as `go1.26.1`; undefined where it is not known. */
  readonly installedVersion: string | undefined;
  /** What the answer depends on besides the graph, as JSON. */
  readonly further: unknown;
  /** Computes the answer, which is JSON, from the graph of the files that the disk shows. */
  readonly compute: (disk: Disk) => T;
}

/** The answer to a question about the graph: the one of last time, if nothing that it depends on has changed. */
export function memoiseGraph<T>(request: GraphMemoRequest<T>): T {
  const { root, cacheFile, manifests, options, env, installedVersion, further, compute } = request;
  // By their values, since `go env -w` changes them without a trace in the environment.
  const settings = [goWorkSetting(env), moduleCacheDirectory(env, homedir())];
  return memoise({
    root,
    cacheFile,
    // What was looked at, and where the module cache is, is relative to the root, which may move with its cache file.
    key: sha256(JSON.stringify([version, root, manifests, options, settings, installedVersion, further])),
    compute,
  });
}
