import { suspectTasks } from '../actions';
import { hashToString, type EntryFinding } from '../cache';
import { PlacedArtifacts } from './placed-artifacts';

/**
 * Forgets what was made from compiled packages that were wrong and are in quarantine now: Go would keep programs that were linked
 * from them, since their build IDs are right. Tasks that had used them are suspect from then on.
 */
export function distrustArtifacts(dimensionDirectory: string, findings: readonly EntryFinding[]): void {
  const infecting = findings.flatMap(({ entry, rightUntil }) =>
    rightUntil === undefined ? [] : [{ hash: hashToString(entry), rightUntil }],
  );
  if (infecting.length === 0) return;
  new PlacedArtifacts(dimensionDirectory).forget();
  const since = Math.min(...infecting.map(({ rightUntil }) => rightUntil));
  suspectTasks(dimensionDirectory, new Set(infecting.map(({ hash }) => hash)), since);
}
