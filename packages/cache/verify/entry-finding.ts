import type { Finding, Severity } from '../../support';
import type { ActionId, OutputId } from '../entries/ids';
import type { OutputKind } from '../records/verified-entry';

/**
 * What can be wrong with an entry. `error`: the go command would use it, and what it makes would be wrong. `warning`: it would
 * fail again and again. `note`: it would take the entry for missing and make it anew. `isOfOutput`: the output itself is bad, so
 * that every entry which points at it is.
 */
const FAULTS = {
  'output-altered': { severity: 'error', isOfOutput: true },
  'action-id-mismatch': { severity: 'error', isOfOutput: false },
  'content-id-mismatch': { severity: 'error', isOfOutput: true },
  'entry-redirected': { severity: 'error', isOfOutput: false },
  'entry-not-reproduced': { severity: 'error', isOfOutput: false },
  'stdout-lost': { severity: 'error', isOfOutput: false },
  'wrong-kind': { severity: 'error', isOfOutput: false },
  'build-id-unreadable': { severity: 'error', isOfOutput: true },
  'executable-not-runnable': { severity: 'warning', isOfOutput: true },
  'entry-unreadable': { severity: 'warning', isOfOutput: false },
  'output-unreadable': { severity: 'warning', isOfOutput: true },
  'entry-malformed': { severity: 'note', isOfOutput: false },
  'output-missing': { severity: 'note', isOfOutput: false },
  'output-truncated': { severity: 'note', isOfOutput: false },
} as const satisfies Record<string, { severity: Severity; isOfOutput: boolean }>;

export type EntryFaultCode = keyof typeof FAULTS;

/** One fact about an entry of a cache. */
export interface EntryFinding extends Finding {
  readonly code: EntryFaultCode;
  readonly entry: ActionId;
  /** Absent where the action entry names none that can be read. */
  readonly output?: OutputId | undefined;
  /** Absent where it was not read. */
  readonly kind?: OutputKind | undefined;
  /** Whether the entry is still in the cache. */
  readonly isLeft: boolean;
  /**
   * Of a compiled package whose bytes are wrong: milliseconds since 1970 at which they were right for the last time. What Go made from
   * it afterwards can be wrong without a trace: importers know it by the content ID that is written in it, which says nothing of
   * bytes that changed later.
   */
  readonly rightUntil?: number;
}

/** What a check of an entry found wrong, before anything is done about it. */
export interface EntryFault {
  readonly code: EntryFaultCode;
  readonly evidence: string;
}

export function toFinding(
  fault: EntryFault,
  about: { entry: ActionId; output?: OutputId | undefined; kind?: OutputKind | undefined },
): EntryFinding {
  const { code, evidence } = fault;
  const { entry, output, kind } = about;
  return {
    code,
    severity: FAULTS[code].severity,
    subject: `action ${entry}${kind === undefined ? '' : ` (${kind})`}`,
    evidence,
    action: 'nothing was done',
    isLeft: true,
    entry,
    output,
    kind,
  };
}

/** Whether the output itself is bad, and not only what points at it. */
export function isOfOutput({ code }: EntryFinding): boolean {
  return FAULTS[code].isOfOutput;
}
