import { resolve } from 'node:path';
import { defaultCacheRoot, UsageError } from '../support';
import type { DimensionPlace, GraphPlace } from '../commands';

/** Options that several verbs share. */
export interface PlaceOptions {
  readonly cacheRoot?: string;
  readonly go?: string;
}

/** Where a verb works: this process's directory and environment. */
export function placeOf(options: PlaceOptions, flags: readonly string[]): DimensionPlace {
  return { ...graphPlaceOf(options), flags };
}

/** Likewise for verbs to which build flags mean nothing. */
export function graphPlaceOf(options: PlaceOptions): Omit<DimensionPlace, 'flags'> & GraphPlace {
  const cacheRoot =
    options.cacheRoot === undefined ? defaultCacheRoot(process.env) : resolve(options.cacheRoot);
  return { env: process.env, cwd: process.cwd(), cacheRoot, goBinary: options.go };
}

/** What a verb ends with where it found something wrong. */
export const EXIT_FINDINGS = 3;

/** @param what the option with its value; @param next what to do about it */
export function invalidOption(what: string, next: string): UsageError {
  return new UsageError({ code: 'invalid-option', message: `${what} cannot be done.`, next });
}
