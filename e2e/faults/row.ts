import type { State } from '../pollution/row';
import type { Files } from '../support/files';
import type { Workspace } from '../support/workspace';
import type { CachePlace } from './cache-place';
import type { Need } from './needs';

/** Which cache the fault is about. */
export type Layer =
  | 'entries of the build cache'
  | 'the disk of the build cache'
  | 'inputs that the keys of Go lack'
  | 'inputs that Nx is not told of';

export type Use = 'build' | 'run' | 'test' | 'vet';

/** What plain tools make of a fault, held against plain Go with an empty cache. */
export type PlainVerdict = 'right' | 'wrong in silence' | 'error';

/** Of the four ways to run a command, those of Goshawk. */
export interface ByWay<T> {
  readonly exec: T;
  readonly nx: T;
}

/**
 * What has to come of a fault. `prevented`: the right result, and nothing needed saying. `detected`: the right result or a failure, and the
 * output has one of the words, mostly codes of findings. `impossible`: a wrong result, for a reason that stands in docs/limits.md.
 */
export type Expectation =
  | { readonly verdict: 'prevented' }
  | { readonly verdict: 'detected'; readonly by: readonly string[] }
  | { readonly verdict: 'impossible'; readonly limit: string };

/** One fault, injected between two runs of one command. To add one, add it to a list in `rows/` and run `npm run matrix`. */
export interface FaultRow {
  /** What is injected, as the first column of the table has it. */
  readonly name: string;
  readonly layer: Layer;
  readonly use: Use;
  /** The whole workspace: a project `app` in `apps/app`. */
  readonly files: Files;
  readonly needs?: Need;
  /** Built before everything else, so that the caches have it. */
  readonly older?: Files;
  readonly first?: State;
  /** What is another afterwards. */
  readonly second?: State;
  /** The change may not show: it is no fault. */
  readonly changesNothing?: true;
  /** Damages a cache between the runs; such a row has caches of its own, and they are as before afterwards. */
  readonly damage?: (place: CachePlace, workspace: Workspace) => Damaged | Promise<Damaged>;
  /** Of the go command, and as the option `flags` of the target. */
  readonly flags?: (workspace: Workspace) => readonly string[];
  /** Artifacts are removed before the second run, for otherwise nothing might be built. */
  readonly removesArtifacts?: true;
  /** Nx does not see the change and would replay what it has: its cache is left out. */
  readonly missesNx?: true;
  readonly expected: ByWay<Expectation>;
  /** What is known of plain Go; the row is not about what it says if that is no longer so. */
  readonly plainGo?: PlainVerdict;
  /** Why the tools behave like that, and where this can be read. */
  readonly why: string;
  /** Nothing of the standard library is compiled for it alone: `npm test` draws from such rows. */
  readonly isCheap?: true;
}

/** What is left of a damage to do. */
export interface Damaged {
  /** Puts an end to what the restored cache does not: a mount. */
  readonly end?: () => void;
  /** Makes the cause go away while its consequences stay; one more run must be right. */
  readonly relieve?: () => void;
}

export const prevented: Expectation = { verdict: 'prevented' };

export function detected(...by: readonly string[]): Expectation {
  return { verdict: 'detected', by };
}

/** @param limit - words of docs/limits.md that tell the reason */
export function impossible(limit: string): Expectation {
  return { verdict: 'impossible', limit };
}

export function both(expectation: Expectation): ByWay<Expectation> {
  return { exec: expectation, nx: expectation };
}
