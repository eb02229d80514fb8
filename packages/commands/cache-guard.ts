import { join } from 'node:path';
import { formatFinding, GoshawkError, isHarmful } from '../support';
import {
  reachedActions,
  readSnapshot,
  snapshotName,
  snapshotOf,
  writeSnapshot,
  type SnapshotOwner,
} from '../actions';
import {
  journalSize,
  quarantinedSince,
  quarantineMadeSince,
  verifyCache,
  type EntryFinding,
  type VerificationScope,
} from '../cache';
import type { Dimension } from '../dimension';
import type { ActionGraph } from '../toolchain';
import type { CachePolicy } from './cache-policy';
import { distrustArtifacts } from './distrust-artifacts';
import type { PreparedTask } from './go-task';

/** What go commands did, as far as it concerns what they read of the cache. */
export interface CacheReading {
  readonly success: boolean;
  readonly graphs: readonly ActionGraph[];
  readonly stoppedBy: NodeJS.Signals | undefined;
}

/** What builds read and no action graph names. Archives and what compilers printed are found by actions. */
const UNNAMED = new Set(['go-index', 'executable', 'test-log', 'other'] as const);
/** Vet and tests read facts of packages as well, most of which are empty. */
const UNNAMED_OF_VET = new Set([...UNNAMED, 'empty'] as const);

/** Sees to it that go commands of some tasks read no wrong entry of their dimension's cache, or that nobody trusts what they did. */
export class CacheGuard {
  private readonly told = new Map<string, EntryFinding>();
  private journal = 0;

  /** @param owners the tasks that the go commands serve; none: nobody knows what will be read */
  constructor(
    private readonly dimension: Dimension,
    private readonly owners: readonly SnapshotOwner[],
    private readonly verb: 'build' | 'vet',
    private readonly policy: CachePolicy = 'repair',
  ) {}

  /** For go commands that serve some tasks of one dimension. */
  static of(tasks: readonly PreparedTask<unknown>[], verb: 'build' | 'vet'): CacheGuard {
    const [first] = tasks;
    if (first === undefined) throw new RangeError('a go command of no task');
    return new CacheGuard(first.dimension, tasks.map(ownerOf), verb, first.cachePolicy);
  }

  /** Wrong entries that were found, each once. */
  get findings(): EntryFinding[] {
    return [...this.told.values()];
  }

  /**
   * Verifies what go commands will probably read: what is new, what the tasks read the last time, and what no action graph
   * names; everything where a task has not been seen yet.
   *
   * @throws GoshawkError 'cache-damaged' under the policy `fail`, 'cache-not-repaired'
   */
  before(): void {
    const known = this.owners.map((owner) => readSnapshot(this.dimension.directory, snapshotName(owner)));
    const isKnown = known.length > 0 && known.every((snapshot) => snapshot !== undefined);
    const hashes = new Set(known.flatMap((snapshot) => snapshot?.entries.map(({ action }) => action) ?? []));
    this.verify(
      isKnown ? [{ of: 'new' }, { of: 'actions', hashes }, this.unnamed()] : [{ of: 'all' }, this.unnamed()],
    );
    this.journal = journalSize(this.dimension.directory);
  }

  /**
   * Verifies what go commands have read, which their action graphs say. Where something of it was wrong, all that they made is moved
   * into quarantine as well.
   *
   * @param since milliseconds since 1970 at which the first of them began
   * @returns whether something was wrong, and is no longer there
   * @throws GoshawkError as before()
   */
  hasReadWrong({ success, graphs, stoppedBy }: CacheReading, since: number): boolean {
    if (stoppedBy !== undefined) return false;
    const { gocache, directory } = this.dimension;
    const hashes = new Set(graphs.flatMap((graph) => snapshotOf(graph).map(({ action }) => action)));
    // Another process may have found what these commands had read by then, and Go made it anew.
    const taken = quarantinedSince(directory, this.journal).some((hash) => hashes.has(hash));
    // What is new is remembered at once: of what vet printed only that tells when it is lost.
    const scopes: VerificationScope[] = [{ of: 'actions', hashes }, { of: 'new' }];
    // A command that fails before its first action writes no graph: what it read then was no package's.
    if (!success) scopes.push(hashes.size === 0 ? { of: 'all' } : this.unnamed());
    const found = this.verify(scopes);
    if (this.policy !== 'repair' || (found.length === 0 && !taken)) return false;
    const refused = quarantineMadeSince({ gocache, stateDirectory: directory }, since);
    if (typeof refused === 'string') throw this.errorOf(found, refused);
    this.journal = journalSize(directory);
    return true;
  }

  /** Verifies what go commands have made, so that it is known when some of it is lost. */
  after(): void {
    this.verify([{ of: 'new' }]);
  }

  private unnamed(): VerificationScope {
    return { of: 'kinds', kinds: this.verb === 'vet' ? UNNAMED_OF_VET : UNNAMED };
  }

  private verify(scopes: readonly VerificationScope[]): EntryFinding[] {
    const { gocache, directory } = this.dimension;
    const { findings } = verifyCache({
      gocache,
      stateDirectory: directory,
      scopes,
      depth: 'digest',
      trust: 'states',
      repair: this.policy === 'repair' ? 'quarantine' : 'nothing',
      beforeRepair: (found) => distrustArtifacts(directory, found),
    });
    // What Go takes for missing it makes anew: there is nothing to tell.
    const harmful = findings.filter(isHarmful);
    for (const finding of harmful) this.told.set(`${finding.code} ${finding.entry}`, finding);
    if (this.policy !== 'report' && harmful.some(({ isLeft }) => isLeft)) throw this.errorOf(harmful);
    return harmful;
  }

  private errorOf(findings: readonly EntryFinding[], refusal = ''): GoshawkError {
    const { name, directory } = this.dimension;
    const list = findings.map(formatFinding).join('\n');
    return this.policy === 'fail'
      ? new GoshawkError({
          code: 'cache-damaged',
          message: `The cache of dimension ${name} has entries that Go would use although they are wrong:\n${list}`,
          next: `Look at them with \`goshawk cache inspect\`; \`goshawk cache verify --dimension ${name} --repair\` moves them into quarantine.`,
        })
      : new GoshawkError({
          code: 'cache-not-repaired',
          message: `The cache of dimension ${name} has wrong entries, and they could not be moved into ${join(directory, 'quarantine')}${refusal === '' ? '' : ` (${refusal})`}:\n${list}`,
          next: 'Free space there, or give yourself the right to write, and run the command again.',
        });
  }
}

/**
 * Records what a task that succeeded has read of its dimension's cache.
 *
 * @param importPaths of its packages, as the graphs name them
 */
export function keepSnapshot(
  task: PreparedTask<unknown>,
  graphs: readonly ActionGraph[],
  importPaths: Iterable<string>,
): void {
  const names = [...importPaths];
  const entries = snapshotOf(graphs.flatMap((graph) => reachedActions(graph, names)));
  writeSnapshot(task.dimension.directory, ownerOf(task), entries);
}

function ownerOf({ id, workspaceRoot }: PreparedTask<unknown>): SnapshotOwner {
  return { task: id, workspaceRoot };
}

/**
 * Runs go commands over a verified cache; once more where it turns out afterwards that they had read something wrong.
 *
 * @param run is to leave nothing of a first time that a second would reuse, and put nothing in place
 * @param onAgain takes a line that says why there is a second time
 * @throws GoshawkError as CacheGuard, and 'cache-damaged-again' where the second time is no better
 */
export async function overVerifiedCache<T extends CacheReading>(
  guard: CacheGuard,
  run: () => Promise<T>,
  onAgain: (line: string) => void = () => undefined,
): Promise<T> {
  guard.before();
  const start = Date.now();
  const first = await run();
  if (!guard.hasReadWrong(first, start)) return first;
  onAgain('goshawk: the go command had read a wrong entry of its cache; running it again.\n');
  const startAgain = Date.now();
  const second = await run();
  if (!guard.hasReadWrong(second, startAgain)) return second;
  throw new GoshawkError({
    code: 'cache-damaged-again',
    message: `Entries of the cache were wrong, and what Go made in their place as well:\n${guard.findings.map(formatFinding).join('\n')}`,
    next: 'Check the disk and the memory of this machine, and what else writes to the cache.',
  });
}
