import { existsSync, readdirSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GoshawkError, readJsonFile } from '../../support';
import { describeDimension, recordOf, type Dimension, type RecordedDimension } from '../../dimension';
import { findGo, type Env } from '../../toolchain';

export interface DimensionPlace {
  readonly env: Env;
  /** Directory against which relative places are resolved. */
  readonly cwd: string;
  readonly cacheRoot: string;
  readonly goBinary?: string;
  /** Build flags, such as `-tags=x`. */
  readonly flags: readonly string[];
}

/** The dimension in which a plain go command would run in a directory now. */
export function dimensionOfDirectory(directory: string, place: DimensionPlace): Promise<Dimension> {
  const { env, cacheRoot, flags } = place;
  const cwd = resolve(place.cwd, directory);
  const go = findGo({ goBinary: place.goBinary, env, cwd });
  return describeDimension({ go, cwd, env: { ...env, PWD: undefined }, flags, cacheRoot });
}

/**
 * A recorded dimension by its name, the beginning of its name or fingerprint, or the path of its directory or record; else
 * the dimension of a source directory now (`.` for here).
 *
 * @throws GoshawkError 'no-such-dimension'
 */
export async function loadDimension(named: string, place: DimensionPlace): Promise<RecordedDimension> {
  const path = resolve(place.cwd, named);
  for (const file of [path, join(path, 'dimension.json')]) {
    const recorded = existsSync(file) && statSync(file).isFile() ? readJsonFile(file, isRecorded) : undefined;
    if (recorded !== undefined) return recorded;
  }
  const recorded = readRecorded(place.cacheRoot);
  const found = recorded.filter(
    ({ name, fingerprint }) =>
      name.startsWith(named) || fingerprint.startsWith(named) || name.endsWith(named),
  );
  if (found.length === 1 && found[0] !== undefined) return found[0];
  if (found.length === 0 && existsSync(path)) return recordOf(await dimensionOfDirectory(named, place));
  throw new GoshawkError({
    code: 'no-such-dimension',
    message:
      found.length === 0
        ? `${named} is neither a directory nor a dimension of ${place.cacheRoot}.`
        : `${named} names ${found.length} dimensions: ${found.map(({ name }) => name).join(', ')}.`,
    next: `Name one of ${place.cacheRoot} (more of its name), or a directory with Go code.`,
    exitCode: 2,
  });
}

/** Every dimension that was opened beneath a cache root. */
export function readRecorded(cacheRoot: string): RecordedDimension[] {
  if (!existsSync(cacheRoot)) return [];
  return readdirSync(cacheRoot).flatMap((name) => {
    const recorded = readJsonFile(join(cacheRoot, name, 'dimension.json'), isRecorded);
    return recorded === undefined ? [] : [recorded];
  });
}

/** Names of the dimensions that were opened beneath a cache root, sorted. */
export function recordedDimensions(cacheRoot: string): string[] {
  return readRecorded(cacheRoot)
    .map(({ name }) => name)
    .sort();
}

function isRecorded(value: unknown): value is RecordedDimension {
  return (
    typeof value === 'object' && value !== null && 'components' in value && Array.isArray(value.components)
  );
}
