import { isHarmful } from '../../support';
import type { CacheDirectory } from '../entries/cache-directory';
import { subkey, type ActionId } from '../entries/ids';
import type { VerifiedEntries } from '../records/verified-entries';
import { toFinding, type EntryFinding } from './entry-finding';
import type { VerifiedIds } from './verify-entries';

/**
 * Finds checks of vet whose printed findings are lost: Go takes such a check for one that printed nothing, and passes it
 * (cmd/go/internal/work/exec.go: vet). Of a compilation it takes them for missing, and compiles anew.
 */
export function findLostStdout(
  { findings, gone }: Pick<VerifiedIds, 'findings' | 'gone'>,
  cache: CacheDirectory,
  verified: VerifiedEntries,
): EntryFinding[] {
  const ignored = findings.filter((finding) => !isHarmful(finding)).map(({ entry }) => entry);
  const lost = new Set<ActionId>([...ignored, ...gone.filter((id) => verified.has(id))]);
  if (lost.size === 0) return [];
  return [...cache.actions()].flatMap((entry) => {
    const stdout = subkey(entry, 'stdout');
    if (!lost.has(stdout)) return [];
    const { kind, output } = verified.find(entry) ?? {};
    if (kind === undefined || kind === 'archive') return [];
    const evidence = `what it printed (action ${stdout}) is lost, and Go would take it for nothing`;
    return [toFinding({ code: 'stdout-lost', evidence }, { entry, output, kind })];
  });
}
