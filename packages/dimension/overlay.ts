import { join } from 'node:path';
import { mapParallel, sha256 } from '../support';
import { computeCInputs, type CInputs } from './c-inputs';
import { saveMemo, type Dimension } from './describe-dimension';
import { writeMemo } from './write-memo';

/** A virtual file that carries a closure's digest into Go's own action ID. */
interface Carrier {
  readonly name: string;
  readonly contentOf: (packageName: string, digest: string) => string;
}

/**
 * The variable makes the compiled package differ, so that what links it is linked anew: a static library is in no package.
 * Nothing refers to it, and the linker leaves it out.
 */
const GO_FILE: Carrier = {
  name: 'goshawk_inputs.go',
  contentOf: (packageName, digest) => `package ${packageName}\n\nvar goshawkInputs = "${digest}"\n`,
};

/**
 * For coverage alone, since `go tool cover` reads Go files past the overlay. With a header in an overlay the go command compiles
 * copies of a package's C files (cmd/go/internal/work/exec.go: computeNonGoOverlay), which breaks a few that rely on
 * `#pragma once` and relative includes.
 */
const HEADER: Carrier = {
  name: 'goshawk_inputs.h',
  contentOf: (_packageName, digest) => `/* ${digest} */\n`,
};

const C_PARALLEL = 2;

/** C input closures of the cgo packages of the workspace that a build reads. */
export async function closuresOf(
  dimension: Dimension,
  packageIndexes: readonly number[],
): Promise<CInputs[]> {
  if (dimension.goEnv.CGO_ENABLED !== '1') return [];
  const { packages, cgo } = dimension.listing;
  const wanted = new Set(packageIndexes.map((index) => packages[index]?.importPath));
  const read = cgo.filter(({ importPath }) => wanted.has(importPath));
  const closures = await mapParallel(read, C_PARALLEL, (one) => computeCInputs(one, dimension.cContext));
  saveMemo(dimension.digests);
  return closures;
}

/**
 * Writes the overlay that puts each closure's digest into its package as a virtual file: a changed C input then rebuilds
 * that package and what depends on it, nothing else, and going back rebuilds nothing. Merged with the user's own overlay.
 *
 * @returns the path for `-overlay`, or undefined where neither closures nor a user's overlay exist.
 */
export function writeOverlay(dimension: Dimension, closures: readonly CInputs[]): string | undefined {
  const replace: Record<string, string> = { ...dimension.userOverlay };
  const carrier = dimension.buildFlags.cover ? HEADER : GO_FILE;
  const directory = join(dimension.directory, 'overlay');
  const packages = new Map(dimension.listing.packages.map((one) => [one.importPath, one]));
  for (const { importPath, digest } of closures) {
    const found = packages.get(importPath);
    if (found === undefined) continue;
    const file = join(directory, `${found.name}-${digest}-${carrier.name}`);
    writeMemo(file, carrier.contentOf(found.name, digest));
    replace[join(found.dir, carrier.name)] = file;
  }
  if (Object.keys(replace).length === 0) return undefined;
  const content = JSON.stringify({ Replace: replace }, undefined, 1);
  const file = join(directory, `${sha256(content).slice(0, 32)}.json`);
  writeMemo(file, content);
  return file;
}
