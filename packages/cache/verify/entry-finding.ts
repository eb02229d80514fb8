import type { Finding, Severity } from '../../support';
import type { ActionId, OutputId } from '../entries/ids';
import type { OutputKind } from '../records/verified-entry';

/**
 * What can be wrong with an entry. `error`: the go command would use it, and what it makes would be wrong. `warning`: it would
 * fail again and again. `note`: it would take the entry for missing and make it anew.
 */
const SEVERITIES = {
  'output-altered': 'error',
  'action-id-mismatch': 'error',
  'content-id-mismatch': 'error',
  'entry-redirected': 'error',
  'entry-not-reproduced': 'error',
  'wrong-kind': 'error',
  'build-id-unreadable': 'error',
  'executable-not-runnable': 'warning',
  'entry-unreadable': 'warning',
  'output-unreadable': 'warning',
  'entry-malformed': 'note',
  'output-missing': 'note',
  'output-truncated': 'note',
} as const satisfies Record<string, Severity>;

export type EntryFaultCode = keyof typeof SEVERITIES;

/** One fact about an entry of a cache. */
export interface EntryFinding extends Finding {
  readonly code: EntryFaultCode;
  readonly entry: ActionId;
  /** Absent where the action entry names none that can be read. */
  readonly output?: OutputId | undefined;
  /** Absent where it was not read. */
  readonly kind?: OutputKind | undefined;
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
    severity: SEVERITIES[code],
    subject: `action ${entry}${kind === undefined ? '' : ` (${kind})`}`,
    evidence,
    action: 'nothing was done',
    entry,
    output,
    kind,
  };
}
