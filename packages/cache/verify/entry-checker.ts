import { hash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { STATE_LENGTH, distrustUnsettled, isInState } from '../../support';
import type { ActionEntry } from '../entries/action-entry';
import type { CacheDirectory } from '../entries/cache-directory';
import { hashToString, subkey, type ActionId, type OutputId } from '../entries/ids';
import type { Depth, OutputKind, VerifiedEntry } from '../records/verified-entry';
import type { VerifiedEntries } from '../records/verified-entries';
import { toFinding, type EntryFault, type EntryFinding } from './entry-finding';
import { findOutput, isRunnable, readOutput, type OutputFacts, type OutputPlace } from './output-facts';

type Present = Extract<OutputPlace, { is: 'present' }>;

/** What came of looking at an entry. */
export type EntryVerdict =
  | { readonly is: 'good'; readonly entry: VerifiedEntry; readonly bytesRead: number }
  /** It was verified before, and nothing about its files has changed since. */
  | { readonly is: 'known'; readonly entry: VerifiedEntry }
  | { readonly is: 'gone' }
  | { readonly is: 'faulty'; readonly finding: EntryFinding; readonly bytesRead: number };

/** Checks entries of one cache, and reads each output once. */
export class EntryChecker {
  private readonly facts = new Map<OutputId, { readonly place: Present; readonly facts: OutputFacts }>();
  private emptyPlace: OutputPlace | undefined;

  constructor(
    private readonly cache: CacheDirectory,
    private readonly verified: VerifiedEntries,
  ) {}

  /** The verdict of before where nothing has changed since; undefined where the entry has to be checked. */
  recall(id: ActionId, depth: Depth): VerifiedEntry | undefined {
    const known = this.verified.find(id);
    if (known === undefined || (depth === 'content' && known.depth !== 'content')) return undefined;
    return this.isAsVerified(known) ? known : undefined;
  }

  /** Forgets what was read: a fault is believed only if it is seen twice. */
  forget(): void {
    this.facts.clear();
    this.emptyPlace = undefined;
  }

  private isAsVerified({ id, output, kind, states }: VerifiedEntry): boolean {
    if (!isInState(this.cache.actionPath(id), states, 0)) return false;
    if (kind !== 'executable' && kind !== 'empty') {
      return isInState(this.cache.outputPath(output), states, STATE_LENGTH);
    }
    const place = this.placeOf(output);
    const isUsable = place.is === 'present' && (kind === 'empty' || isRunnable(place.mode));
    return isUsable && isIn(place.state, states, STATE_LENGTH);
  }

  /** A third of all entries has one output, the empty one. */
  private placeOf(output: OutputId): OutputPlace {
    if (output !== EMPTY) return findOutput(this.cache, output);
    return (this.emptyPlace ??= findOutput(this.cache, output));
  }

  /** Reads an entry and its output, whatever was known of them. */
  check(id: ActionId, depth: Depth): EntryVerdict {
    const now = Date.now();
    const { entry, state: actionState } = this.cache.lookAtAction(id);
    if (entry === 'absent') return { is: 'gone' };
    const fail = (
      fault: EntryFault,
      about: { output?: OutputId; facts?: OutputFacts; bytesRead?: number } = {},
    ) => ({
      is: 'faulty' as const,
      finding: toFinding(fault, { entry: id, output: about.output, kind: about.facts?.kind }),
      bytesRead: about.bytesRead ?? 0,
    });
    if ('unreadable' in entry) {
      return fail({ code: 'entry-unreadable', evidence: `the system says ${entry.unreadable}` });
    }
    if ('reason' in entry) return fail({ code: 'entry-malformed', evidence: entry.reason });
    const { output } = entry;
    const known = this.verified.find(id);
    const place = this.placeOf(output);
    const misplaced = faultOfPlace(place, entry);
    if (misplaced !== undefined) return fail(misplaced, { output });
    const present = place as Present;
    // The content ID follows from the content: once it was right, the digest says that it still is.
    const needed =
      depth === 'content' || known?.output !== output || known.depth !== 'content' ? 'content' : 'digest';
    const read = this.read(output, present, needed);
    if ('unreadable' in read) {
      return fail({ code: 'output-unreadable', evidence: `the system says ${read.unreadable}` }, { output });
    }
    const { facts, bytesRead } = read;
    const fault = this.faultOfContent(entry, facts, known);
    if (fault !== undefined) return fail(fault, { output, facts, bytesRead });
    const states = new Float64Array(2 * STATE_LENGTH);
    states.set(actionState, 0);
    states.set(present.state, STATE_LENGTH);
    distrustUnsettled(states, 0, now);
    distrustUnsettled(states, STATE_LENGTH, now);
    const good: VerifiedEntry = {
      ...{ id, output, kind: facts.kind, depth: 'content' as const },
      ...{ time: entry.time, verifiedAt: now, states },
    };
    return { is: 'good', entry: good, bytesRead };
  }

  private read(
    output: OutputId,
    place: Present,
    depth: Depth,
  ): { facts: OutputFacts; bytesRead: number } | { unreadable: string } {
    const known = this.facts.get(output);
    if (known !== undefined && isIn(known.place.state, place.state, 0)) {
      return { facts: known.facts, bytesRead: 0 };
    }
    const facts = readOutput(place, depth);
    if ('unreadable' in facts) return facts;
    this.facts.set(output, { place, facts });
    return { facts, bytesRead: place.size };
  }

  private faultOfContent(
    entry: ActionEntry,
    facts: OutputFacts,
    known: VerifiedEntry | undefined,
  ): EntryFault | undefined {
    if (facts.digest !== entry.output) {
      return {
        code: 'output-altered',
        evidence: `its content has the SHA-256 ${facts.digest}, not ${entry.output}`,
      };
    }
    return facts.kind === 'archive' || facts.kind === 'executable'
      ? faultOfBuildId(entry, facts)
      : this.faultOfPointer(entry, facts.kind, known);
  }

  /** What has no build ID says nothing of the action that made it: what is known of the action has to. */
  private faultOfPointer(
    { id, output, time }: ActionEntry,
    kind: OutputKind,
    known: VerifiedEntry | undefined,
  ): EntryFault | undefined {
    if (known?.output === output) return undefined;
    if (this.isCompilation(id)) {
      return {
        code: 'wrong-kind',
        evidence: `it compiles a package, and its output ${output} is no archive`,
      };
    }
    if (known === undefined) return undefined;
    if (known.kind !== kind && (OWN_KINDS.has(known.kind) || OWN_KINDS.has(kind))) {
      return {
        code: 'wrong-kind',
        evidence: `its output was of the kind ${known.kind}, and ${output} is not`,
      };
    }
    if (time > known.time) return undefined;
    // Go writes an entry anew with the time of now.
    const evidence = `it names the output ${output}, and named ${known.output} when it was written later or at the same time`;
    return { code: 'entry-redirected', evidence };
  }

  /** Go keeps a list of source files beside what it compiles, and of nothing else (cmd/go/internal/work: cacheSrcFiles). */
  private isCompilation(id: ActionId): boolean {
    return existsSync(this.cache.actionPath(subkey(id, 'srcfiles')));
  }
}

/** SHA-256 of nothing. */
const EMPTY = hash('sha256', '') as OutputId;

/** Kinds that the outputs of an action have, or never have. */
const OWN_KINDS: ReadonlySet<OutputKind> = new Set(['archive', 'executable', 'go-index', 'test-log']);

function faultOfBuildId(
  { id, output }: ActionEntry,
  { buildId, contentId }: OutputFacts,
): EntryFault | undefined {
  if (buildId === undefined) {
    return { code: 'build-id-unreadable', evidence: `its output ${output} has no build ID` };
  }
  if (buildId.actionId !== hashToString(id)) {
    return {
      code: 'action-id-mismatch',
      evidence: `its output ${output} was made by action ${buildId.actionId}, not ${hashToString(id)}`,
    };
  }
  if (contentId !== undefined && contentId !== buildId.contentId) {
    return {
      code: 'content-id-mismatch',
      evidence: `its output ${output} says that its content is ${buildId.contentId}, and it is ${contentId}`,
    };
  }
  return undefined;
}

function faultOfPlace(place: OutputPlace, { output, size }: ActionEntry): EntryFault | undefined {
  switch (place.is) {
    case 'absent':
      return { code: 'output-missing', evidence: `its output ${output} is not there` };
    case 'unreadable':
      return { code: 'output-unreadable', evidence: `its output ${output}: ${place.reason}` };
    case 'no-executable':
      return {
        code: 'output-missing',
        evidence: `its output ${output} is a directory without one program in it`,
      };
    case 'present':
      if (place.size !== size) {
        const evidence = `its output ${output} has ${place.size} bytes, not ${size}`;
        return { code: 'output-truncated', evidence };
      }
      if (place.isExecutable && !isRunnable(place.mode)) {
        return { code: 'executable-not-runnable', evidence: `${place.path} may not be run` };
      }
      return undefined;
  }
}

/** Whether a state is the one at a place among others; one that is not to be trusted is in none. */
function isIn(state: Float64Array, states: Float64Array, at: number): boolean {
  for (let index = 0; index < STATE_LENGTH; index++) if (state[index] !== states[at + index]) return false;
  return true;
}
