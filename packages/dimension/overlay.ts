import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GoshawkError, mapParallel, sha256, writeFileAtomic } from '../support';
import { computeCInputs, type CInputs } from './c-inputs';
import { saveMemo, type Dimension } from './describe-dimension';

/** Name of the virtual header that carries a closure's digest into Go's own action ID. */
export const INPUTS_HEADER = 'goshawk_inputs.h';

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
 * Writes the overlay that puts each closure's digest into its package directory as a virtual header: a changed C input
 * then rebuilds that package and nothing else, and going back rebuilds nothing. Merged with the user's own overlay.
 *
 * @returns the path for `-overlay`, or undefined where neither closures nor a user's overlay exist.
 * @throws GoshawkError 'overlay-unreadable' when the user's overlay is no JSON of the go command's form.
 */
export function writeOverlay(
  dimension: Dimension,
  closures: readonly CInputs[],
  cwd: string,
): string | undefined {
  const user = dimension.buildFlags.overlay;
  if (closures.length === 0) return user === undefined || user === '' ? undefined : resolve(cwd, user);
  const replace: Record<string, string> =
    user === undefined || user === '' ? {} : readUserOverlay(resolve(cwd, user));
  const directory = join(dimension.directory, 'overlay');
  const directories = new Map(dimension.listing.cgo.map(({ importPath, dir }) => [importPath, dir]));
  for (const { importPath, digest } of closures) {
    const dir = directories.get(importPath);
    if (dir === undefined) continue;
    const header = join(directory, `${digest}.h`);
    writeFileAtomic(
      header,
      `/* Digest of everything that the C compiler and linker read for this package: ${digest} */\n`,
    );
    replace[join(dir, INPUTS_HEADER)] = header;
  }
  const content = JSON.stringify({ Replace: replace }, undefined, 1);
  const file = join(directory, `${sha256(content).slice(0, 32)}.json`);
  writeFileAtomic(file, content);
  return file;
}

function readUserOverlay(file: string): Record<string, string> {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    if (isOverlay(parsed)) return { ...parsed.Replace };
  } catch (error) {
    throw unreadable(file, error);
  }
  throw unreadable(file, undefined);
}

function isOverlay(value: unknown): value is { Replace: Record<string, string> } {
  return (
    typeof value === 'object' && value !== null && 'Replace' in value && typeof value.Replace === 'object'
  );
}

function unreadable(file: string, cause: unknown): GoshawkError {
  return new GoshawkError({
    code: 'overlay-unreadable',
    message: `The overlay ${file} is not a JSON file with a "Replace" object.`,
    next: 'Write it as `go help build` describes for -overlay, or leave the option out.',
    cause,
  });
}
