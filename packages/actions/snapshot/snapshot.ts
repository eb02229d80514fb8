import { isHash } from '../../cache';
import { sha256Of } from '../../support';
import type { Action } from '../../toolchain';

/**
 * What one successful task read of its dimension's cache: the actions that compiled its packages and linked its programs, each with
 * the content that it had. Sorted, each once.
 */
export type Snapshot = readonly SnapshotEntry[];

export interface SnapshotEntry {
  /** The first 15 bytes of the action ID, in base64url, as the first part of a build ID. */
  readonly action: string;
  /** The content ID, the last part of a build ID; '' where the go command did not say it. */
  readonly content: string;
}

/** Takes a snapshot of the actions that a task used, which action graphs name. */
export function snapshotOf(actions: Iterable<Action>): Snapshot {
  const contents = new Map<string, string>();
  for (const { Mode, ActionID: action, BuildID } of actions) {
    if ((Mode !== 'build' && Mode !== 'link') || action === undefined || !isHash(action)) continue;
    const content = BuildID?.split('/').at(-1) ?? '';
    // Whether a link says its content depends on whether the program was there before.
    contents.set(action, Mode === 'build' && isHash(content) ? content : '');
  }
  return [...contents]
    .map(([action, content]) => ({ action, content }))
    .sort((a, b) => (a.action < b.action ? -1 : 1));
}

/** A snapshot as text: `action/content` a line. */
export function formatSnapshot(snapshot: Snapshot): string {
  return snapshot.map(({ action, content }) => `${action}/${content}\n`).join('');
}

/** SHA-256 (hex) of a snapshot's text, which stands for it in an attestation. */
export function snapshotDigest(snapshot: Snapshot): string {
  return sha256Of(formatSnapshot(snapshot));
}
