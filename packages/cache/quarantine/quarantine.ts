import { randomBytes } from 'node:crypto';
import { linkSync, mkdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '../../support';
import type { CacheDirectory } from '../entries/cache-directory';
import { subkey, type ActionId } from '../entries/ids';
import { isOfOutput, type EntryFinding } from '../verify/entry-finding';
import { Journal, type PlannedMove } from './journal';

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
   * Moves the entries of findings, all others that point at the same bad outputs, and the actions that printed what is bad.
   *
   * @returns the entries that are no longer in the cache
   * @throws the error of the system where the journal cannot be written: nothing is moved then
   */
  take(findings: readonly EntryFinding[]): ActionId[] {
    const plans = this.planFor(findings);
    this.journal.plan(plans);
    return this.move(plans);
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

  /**
   * Moves all entries that Go wrote at or after a time: what was made while a wrong output could be read says nothing of it in its
   * own build ID, and may be wrong all the same.
   *
   * @param since milliseconds since 1970
   * @param reason why they are moved, for the journal
   */
  takeSince(since: number, reason: Pick<PlannedMove, 'code' | 'evidence'>): ActionId[] {
    const from = BigInt(Math.floor(since)) * 1_000_000n;
    const ids = [...this.cache.actions()].filter((id) => {
      const entry = this.cache.readAction(id);
      return typeof entry === 'object' && 'time' in entry && entry.time >= from;
    });
    const plans = ids.flatMap((id) => this.planOf(id, reason));
    this.journal.plan(plans);
    return this.move(plans);
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
    this.journal.finish(plans.map(({ name }) => name));
    return moved.map(({ entry }) => entry);
  }

  private moveOne({ entry, text, name }: PlannedMove): boolean {
    const from = this.cache.actionPath(entry);
    const to = join(this.directory, name);
    if (textOf(to) !== undefined) return true; // By the process that was killed.
    if (textOf(from) !== text) return false;
    try {
      renameSync(from, to);
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return false; // Another process was faster.
      throw error;
    }
    if (textOf(to) === text) return true;
    // Go has written the entry anew in between: it goes back, unless there is another one again.
    try {
      linkSync(to, from);
      rmSync(to);
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
    }
    return false;
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
