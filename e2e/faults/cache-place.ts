import { execFileSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { cp, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { GoCache } from './go-cache';

/** A directory with build caches: a GOCACHE itself, or a cache root of Goshawk with a GOCACHE in each dimension. */
export class CachePlace {
  constructor(readonly directory: string) {}

  get caches(): GoCache[] {
    if (!existsSync(this.directory)) return [];
    const dimensions = readdirSync(this.directory).map((name) => join(this.directory, name, 'gocache'));
    const directories = existsSync(join(this.directory, '00')) ? [this.directory] : dimensions;
    return directories.filter((directory) => existsSync(directory)).map((path) => new GoCache(path));
  }

  /** Does something to caches, and puts everything back as it was. */
  async restoredAfter<T>(work: () => Promise<T>): Promise<T> {
    const copy = `${this.directory}.before`;
    await copyTree(this.directory, copy);
    try {
      return await work();
    } finally {
      rmSync(this.directory, { recursive: true, force: true });
      await rename(copy, this.directory);
    }
  }
}

/** By `cp` where there is one: four times as fast. */
async function copyTree(from: string, to: string): Promise<void> {
  if (process.platform === 'win32') {
    await cp(from, to, { recursive: true, preserveTimestamps: true, verbatimSymlinks: true });
  } else {
    execFileSync('cp', ['-pR', from, to]);
  }
}
