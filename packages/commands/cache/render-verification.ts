import { formatFinding, renderTable } from '../../support';
import type { VerifiedCache, VerifyDocument } from './verify-caches';

/** Findings that are printed one by one; the others are counted. */
const MOST_FINDINGS = 50;

/** The document for a reader: each cache with its kinds, and what was found. */
export function renderVerification({ caches }: VerifyDocument): string {
  if (caches.length === 0) return 'There is no dimension yet: a build makes one.\n';
  const rows = caches.map((cache) => [
    cache.name,
    String(cache.entries),
    String(cache.read),
    formatBytes(cache.bytes),
    formatRate(cache),
    cache.isComplete ? 'yes' : 'no: time ran out',
    String(cache.findings.length),
  ]);
  const headers = ['CACHE', 'ENTRIES', 'READ', 'BYTES', 'PER SECOND', 'COMPLETE', 'FINDINGS'];
  return [
    renderTable(headers, rows),
    `\n${renderKinds(caches)}`,
    ...caches.filter(({ findings }) => findings.length > 0).map(renderFindings),
  ].join('\n');
}

function renderKinds(caches: readonly VerifiedCache[]): string {
  const kinds = new Map<string, number>();
  for (const cache of caches) {
    for (const [kind, count] of Object.entries(cache.kinds)) kinds.set(kind, (kinds.get(kind) ?? 0) + count);
  }
  const rows = [...kinds].sort(([, one], [, other]) => other - one);
  return `${renderTable(
    ['KIND', 'GOOD ENTRIES'],
    rows.map(([kind, count]) => [kind, String(count)]),
  )}\n`;
}

function renderFindings({ name, findings, suspects }: VerifiedCache): string {
  const lines = findings.slice(0, MOST_FINDINGS).map((finding) => `  ${formatFinding(finding)}\n`);
  const more = findings.length - lines.length;
  const unlisted = more > 0 ? `  and ${more} more: --json has them all\n` : '';
  const made =
    suspects > 0
      ? `  moved as well, since they were made while a package was wrong: ${suspects} entries\n`
      : '';
  return `\n${name}\n${lines.join('')}${unlisted}${made}`;
}

/** Bytes in the unit that reads best. */
export function formatBytes(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1e6) return `${(bytes / 1e3).toFixed(1)} kB`;
  return bytes < 1e9 ? `${(bytes / 1e6).toFixed(1)} MB` : `${(bytes / 1e9).toFixed(2)} GB`;
}

function formatRate({ bytes, milliseconds }: VerifiedCache): string {
  return milliseconds === 0 ? '' : `${formatBytes((bytes / milliseconds) * 1000)}/s`;
}
