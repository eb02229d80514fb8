import { mkdirSync, readdirSync, rmSync, statSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

/** The checkout that these tests belong to. */
export const repositoryRoot = resolve(__dirname, '../..');

/**
 * Where packed packages, installed seeds and workspaces live. One file system for all of them, since a workspace hard-links its
 * `node_modules` from a seed; kept between runs, so that only a changed package is packed and installed again.
 */
const e2eRoot = process.env.GOSHAWK_E2E_ROOT ?? join(userCache(), 'goshawk-e2e');

/** A directory below the root of the end-to-end tests, made if it is not there. */
export function e2eDirectory(...names: string[]): string {
  const directory = join(e2eRoot, ...names);
  mkdirSync(directory, { recursive: true });
  return directory;
}

/** Removes what runs before this one left in a directory, one entry at a time, oldest first. */
export function removeOlderThan(directory: string, hours: number): void {
  const limit = Date.now() - hours * 3_600_000;
  for (const name of readdirSync(directory)) {
    const path = join(directory, name);
    // Another test process may remove the same entry at the same time.
    const modified = statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? Infinity;
    if (modified < limit) rmSync(path, { recursive: true, force: true });
  }
}

function userCache(): string {
  if (process.platform === 'win32') return process.env.LOCALAPPDATA ?? tmpdir();
  if (process.platform === 'darwin') return join(homedir(), 'Library', 'Caches');
  return process.env.XDG_CACHE_HOME ?? join(homedir(), '.cache');
}
