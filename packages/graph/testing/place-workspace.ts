import { mkdirSync, symlinkSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeModulesProxy } from '../../toolchain/testing/module-proxy';
import { makeDirectory } from '../../support/testing/make-directory';
import type { Env } from '../../toolchain';
import type { FixtureWorkspace } from './tricky-workspace';

export interface PlacedWorkspace {
  readonly root: string;
  /** What the go command needs to find the modules from elsewhere. */
  readonly env: Env;
}

/** Writes a workspace into a temporary directory; links only where they can be made. */
export function placeWorkspace({ files, links, proxy }: FixtureWorkspace): PlacedWorkspace {
  const root = makeDirectory(files);
  for (const [path, goal] of Object.entries(links)) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    symlinkSync(goal, join(root, path));
  }
  if (proxy.length === 0) return { root, env: {} };
  return {
    root,
    env: {
      GOPROXY: makeModulesProxy(proxy),
      GOMODCACHE: makeDirectory(),
      GOFLAGS: '-buildvcs=false -modcacherw',
    },
  };
}
