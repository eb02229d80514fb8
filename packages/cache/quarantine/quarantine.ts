import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '../../support';
import type { CacheDirectory } from '../entries/cache-directory';
import { subkey, type ActionId } from '../entries/ids';
import { isOfOutput, type EntryFinding } from '../verify/entry-finding';
import { Journal, type PlannedMove } from './journal';

/**
 * A time from which on entries are moved, and why, for the journal: what was made while a wrong output could be read says nothing
 * of it in its own build ID, and may be wrong all the same.
 */
export interface MadeSince extends Pick<PlannedMove, 'code' | 'evidence'> {
  /** Milliseconds since 1970. */
  readonly since: number;
}

/** Entries that are no longer in the cache. */
export interface TakenEntries {
  /** Those of findings, and others that point at the same bad outputs. */
  readonly bad: readonly ActionId[];
  /** What may have been made from them. */
  readonly suspects: readonly ActionId[];
}

/**
 * Moves action entries out of a cache, so that Go makes their outputs anew. Outputs stay where they are: a build that runs may
 * hold their paths, and Go repairs a bad one in place when it makes the same again. Nothing is deleted.
 */
export class Quarantine {
  private readonly directory: string;
  private readonly journal: Journal;

  /** @param stateDirectory absolute, on the file system of the cache */
  constructor(
    private readonly cache: CacheDirectory,
    stateDirectory: string,
  ) {
    this.directory = join(stateDirectory, 'quarantine');
    this.journal = new Journal(stateDirectory);
  }

  /**
   * Moves the entries of findings, all others that point at the same bad outputs, the actions that printed what is bad, and what was
   * made from them. All of it is planned before anything is moved: what is wrong would not be found again by then, and neither what
   * was made from it.
   *
   * @param madeFrom since when entries may have been made from what is wrong, as takeSince() has it
   * @throws the error of the system where the journal cannot be written: nothing is moved then
   */
  take(findings: readonly EntryFinding[], madeFrom?: MadeSince): TakenEntries {
    const bad = this.planFor(findings);
    const isBad = new Set(bad.map(({ entry }) => entry));
    const made =
      madeFrom === undefined ? [] : this.planSince(madeFrom).filter(({ entry }) => !isBad.has(entry));
    const moved = this.apply([...bad, ...made]);
    return {
      bad: moved.filter((entry) => isBad.has(entry)),
      suspects: moved.filter((entry) => !isBad.has(entry)),
    };
  }

  /** Finishes what a process that was killed had planned; where the system refuses that, it stays planned. */
  resume(): void {
    try {
      const plans = this.journal.unfinished();
      if (plans.length > 0) this.move(plans);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
    }
  }

  /** Moves all entries that Go wrote at or after a time. */
  takeSince(since: MadeSince): ActionId[] {
    return this.apply(this.planSince(since));
  }

  private apply(plans: readonly PlannedMove[]): ActionId[] {
    this.journal.plan(plans);
    return this.move(plans);
  }

  private planSince({ since, ...reason }: MadeSince): PlannedMove[] {
    const from = BigInt(Math.floor(since)) * 1_000_000n;
    return [...this.cache.actions()].flatMap((id) => {
      const entry = this.cache.readAction(id);
      const isMadeSince = typeof entry === 'object' && 'time' in entry && entry.time >= from;
      return isMadeSince ? this.planOf(id, reason) : [];
    });
  }

  private planFor(findings: readonly EntryFinding[]): PlannedMove[] {
    const planned = new Map<ActionId, EntryFinding>(findings.map((finding) => [finding.entry, finding]));
    const bad = new Map(
      findings.flatMap((finding) =>
        finding.output !== undefined && isOfOutput(finding) ? [[finding.output, finding] as const] : [],
      ),
    );
    if (bad.size > 0) {
      for (const id of this.cache.actions()) {
        const entry = planned.has(id) ? 'absent' : this.cache.readAction(id);
        const finding = typeof entry === 'object' && 'output' in entry ? bad.get(entry.output) : undefined;
        if (finding !== undefined) planned.set(id, finding);
      }
    }
    this.addOwners(planned);
    return [...planned].flatMap(([entry, finding]) => this.planOf(entry, finding));
  }

  /** With what vet printed, the check itself: otherwise Go takes it for one that printed nothing (cmd/go/internal/work/exec.go: vet). */
  private addOwners(planned: Map<ActionId, EntryFinding>): void {
    if (planned.size === 0) return;
    for (const id of this.cache.actions()) {
      const finding = planned.get(subkey(id, 'stdout'));
      if (finding !== undefined && !planned.has(id)) planned.set(id, finding);
    }
  }

  /** None where the entry has gone. */
  private planOf(entry: ActionId, { code, evidence }: Pick<PlannedMove, 'code' | 'evidence'>): PlannedMove[] {
    const text = textOf(this.cache.actionPath(entry));
    const name = `${entry}-${randomBytes(4).toString('hex')}`;
    return text === undefined ? [] : [{ entry, text, name, code, evidence, at: Date.now() }];
  }

  private move(plans: readonly PlannedMove[]): ActionId[] {
    if (plans.length === 0) return [];
    mkdirSync(this.directory, { recursive: true });
    const moved = plans.filter((plan) => this.moveOne(plan));
    try {
      this.journal.finish(plans.map(({ name }) => name));
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error; // The next process finds it done.
    }
    return moved.map(({ entry }) => entry);
  }

  private moveOne({ entry, text, name }: PlannedMove): boolean {
    const from = this.cache.actionPath(entry);
    const to = join(this.directory, name);
    // Else by the process that was killed.
    if (textOf(to) === undefined && !moveIf(text, from, to)) return false;
    if (textOf(to) === text) return true;
    // Go has written the entry anew in between: it goes back, unless there is another one again.
    bringBack(to, from);
    return false;
  }
}

/** Moves a file that has a text; false where it has not. */
function moveIf(text: string, from: string, to: string): boolean {
  if (textOf(from) !== text) return false;
  try {
    renameSync(from, to);
    return true;
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return false; // Another process was faster.
    throw error;
  }
}

function bringBack(to: string, from: string): void {
  try {
    if (textOf(from) === undefined) linkSync(to, from);
    if (textOf(from) === textOf(to)) rmSync(to);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}

function textOf(path: string): string | undefined {
  try {
    return readFileSync(path, 'latin1');
  } catch (error) {
    const code = systemErrorCode(error);
    if (code === undefined) throw error;
    return code === 'EACCES' ? '' : undefined;
  }
}
