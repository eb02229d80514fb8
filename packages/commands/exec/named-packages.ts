import { dirname, resolve } from 'node:path';
import { isBeneath } from '../../support';
import type { Dimension } from '../../dimension';

/**
 * Workspace packages that a command names, as indexes into the listing.
 *
 * @param named patterns or files as the go command takes them
 */
export function packagesNamed(named: readonly string[], { listing }: Dimension, cwd: string): number[] {
  const patterns = named.length > 0 ? named : ['.'];
  return listing.packages.flatMap((one, index) =>
    patterns.some((pattern) => names(pattern, one, cwd)) ? [index] : [],
  );
}

/** What they read; everything where it cannot be told which packages are meant. */
export function packagesRead(named: readonly number[], { listing }: Dimension): number[] {
  const roots = named.length > 0 ? named : listing.packages.map((_, index) => index);
  return [...new Set(roots.flatMap((index) => listing.packages[index]?.testDeps ?? []))];
}

function names(pattern: string, one: { importPath: string; dir: string }, cwd: string): boolean {
  const tree = pattern.endsWith('...');
  const stem = tree ? pattern.slice(0, -3).replace(/[\\/]$/, '') : pattern;
  if (stem === '' || stem.startsWith('.') || pattern.startsWith('/') || /^[A-Za-z]:/.test(pattern)) {
    const path = resolve(cwd, stem);
    const dir = stem.endsWith('.go') ? dirname(path) : path;
    return tree ? isBeneath(one.dir, dir) : one.dir === dir;
  }
  if (stem.endsWith('.go')) return one.dir === dirname(resolve(cwd, stem));
  return one.importPath === stem || (tree && one.importPath.startsWith(`${stem}/`));
}
