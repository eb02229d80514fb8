import { mkdtempSync, readdirSync, rmSync, utimesSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { e2eDirectory } from '../support/directories';
import type { Files } from '../support/files';
import { Workspace } from '../support/workspace';
import { CachePlace } from './cache-place';
import { withPlainNx } from './plain-nx';
import type { WayName } from './ways';

/** Where one side of the table works: a workspace and the build cache of its ways. */
export interface Side {
  readonly space: Workspace;
  readonly place: CachePlace;
  readonly ways: readonly WayName[];
  /** Files of a row as this side has them. */
  readonly filesOf: (files: Files) => Files;
}

const KEPT = new Set(['node_modules', '.nx', '.git', '.gitignore', 'package.json', 'nx.json', '.modules']);

/** Makes workspaces with and without Goshawk, for rows that damage caches with caches of their own. */
export class Site {
  private constructor(
    readonly plain: Side,
    readonly goshawk: Side,
    private readonly caches: string | undefined,
    /** For the oracle, where it need not be empty. */
    readonly oracleCache: string | undefined,
  ) {}

  static async create(
    files: Files,
    ways: readonly WayName[],
    caches: 'own' | 'shared',
    oracleCache?: string,
  ): Promise<Site> {
    const own = caches === 'own' ? mkdtempSync(join(e2eDirectory('workspaces'), 'caches-')) : undefined;
    const chosen = (...names: readonly WayName[]) => names.filter((name) => ways.includes(name));
    const plain: Side = {
      space: await Workspace.create(withPlainNx(files)),
      place: new CachePlace(own === undefined ? e2eDirectory('plain-cache') : join(own, 'plain')),
      ways: chosen('plainGo', 'plainNx'),
      filesOf: withPlainNx,
    };
    const goshawk: Side = {
      space: await Workspace.create(files),
      place: new CachePlace(own === undefined ? e2eDirectory('cache') : join(own, 'goshawk')),
      ways: chosen('exec', 'nx'),
      filesOf: (same) => same,
    };
    return new Site(plain, goshawk, own, oracleCache);
  }

  /** The one with Goshawk. */
  get space(): Workspace {
    return this.goshawk.space;
  }

  async dispose(): Promise<void> {
    for (const { space } of [this.plain, this.goshawk]) await space.dispose();
    if (this.caches !== undefined) rmSync(this.caches, { recursive: true, force: true });
  }
}

/**
 * Writes the files of a row where those of another one were. They are an hour old: Go keeps no index of a package and no result of a
 * test whose files are younger than two seconds.
 */
export function replaceSources({ space, filesOf }: Side, files: Files): void {
  for (const name of readdirSync(space.root)) {
    if (!KEPT.has(name)) space.remove(name);
  }
  const written = filesOf(files);
  space.write(written);
  const time = new Date(Date.now() - 3_600_000);
  for (const name of Object.keys(written)) {
    for (let path = name; path !== '.'; path = dirname(path)) utimesSync(space.path(path), time, time);
  }
}
