import { existsSync, realpathSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { GoshawkError, UsageError } from '../../support';
import { recordedDimensions } from '../dimension/load-dimension';

/** A cache that can be verified, and where what is known of it lies. */
export interface VerifiedPlace {
  /** Name of the dimension, or the directory. */
  readonly name: string;
  readonly gocache: string;
  readonly stateDirectory: string;
}

export interface PlaceRequest {
  readonly cwd: string;
  readonly cacheRoot: string;
  /** A dimension by its name, or by a part at an end of it. */
  readonly dimension?: string | undefined;
  /** Any GOCACHE. */
  readonly gocache?: string | undefined;
}

/** Directory, in a GOCACHE that is no dimension's, for what is known of it; Go passes over it. */
const OWN_DIRECTORY = 'goshawk';

/**
 * The caches that a person means: one that is named, else those of all dimensions.
 *
 * @throws UsageError 'no-such-cache', 'no-such-dimension', 'two-caches-named'
 */
export function findPlaces(request: PlaceRequest): VerifiedPlace[] {
  const { cwd, cacheRoot, dimension, gocache } = request;
  if (dimension !== undefined && gocache !== undefined) {
    throw new UsageError({
      code: 'two-caches-named',
      message: '--dimension and --gocache name two caches.',
      next: 'Give one of them.',
    });
  }
  if (gocache !== undefined) return [placeOfDirectory(resolve(cwd, gocache), cacheRoot)];
  const all = recordedDimensions(cacheRoot).map((name) => placeOfDimension(cacheRoot, name));
  if (dimension === undefined) return all;
  const found = all.filter(({ name }) => name.startsWith(dimension) || name.endsWith(dimension));
  if (found.length > 0) return found;
  throw new UsageError({
    code: 'no-such-dimension',
    message: `${dimension} is no dimension of ${cacheRoot}.`,
    next:
      all.length === 0
        ? 'There is none yet: a build makes one.'
        : `There are ${all.map(({ name }) => name).join(', ')}.`,
  });
}

function placeOfDimension(cacheRoot: string, name: string): VerifiedPlace {
  const directory = join(cacheRoot, name);
  return { name, gocache: join(directory, 'gocache'), stateDirectory: directory };
}

function placeOfDirectory(directory: string, cacheRoot: string): VerifiedPlace {
  if (!existsSync(directory) || !statSync(directory).isDirectory()) {
    throw new UsageError({
      code: 'no-such-cache',
      message: `${directory} is no directory.`,
      next: 'Give what `go env GOCACHE` prints.',
    });
  }
  if (!existsSync(join(directory, '00')) && !existsSync(join(directory, 'README'))) {
    throw new GoshawkError({
      code: 'no-such-cache',
      message: `${directory} is no cache of the go command: it has neither a directory 00 nor a README.`,
      next: 'Give what `go env GOCACHE` prints, or run a build with it first.',
      exitCode: 2,
    });
  }
  const real = realpathSync(directory);
  const own = recordedDimensions(cacheRoot)
    .map((name) => placeOfDimension(cacheRoot, name))
    .find((place) => existsSync(place.gocache) && realpathSync(place.gocache) === real);
  return own ?? { name: directory, gocache: directory, stateDirectory: join(directory, OWN_DIRECTORY) };
}
