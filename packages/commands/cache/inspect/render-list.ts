import { formatBytes } from '../render-verification';
import { packageLabel, type DescribedEntry } from './describe-entry';
import type { ListDocument } from './list-entries';

/** Entries that are written in one piece. */
const PIECE = 1000;
/** The package is last: its letters may be of any width, and all others can be aligned by their number. */
const HEADERS = [
  'BUILD ID',
  'ACTION ID',
  'OUTPUT ID',
  'SIZE',
  'CREATED',
  'LAST USED',
  'KIND',
  'DIMENSION',
  'PACKAGE',
];
const SHORT_HEX = 12;
const SHORT_HASH = 8;

/** The document as JSON, in pieces: an entry a line. */
export function* listAsJson({ entries, ...head }: ListDocument): Iterable<string> {
  yield `${JSON.stringify(head, undefined, 2).slice(0, -2)},\n  "entries": [`;
  for (let at = 0; at < entries.length; at += PIECE) {
    const lines = entries.slice(at, at + PIECE).map((entry) => `    ${JSON.stringify(entry)}`);
    yield `${at === 0 ? '\n' : ',\n'}${lines.join(',\n')}`;
  }
  yield `${entries.length > 0 ? '\n  ' : ''}]\n}\n`;
}

/**
 * The document as a table, in pieces: IDs by their beginnings, times in UTC. cli-table3 takes minutes for as many rows as a
 * cache has entries.
 */
export function* listAsTable({ caches, entries, total }: ListDocument): Iterable<string> {
  if (caches.length === 0) {
    yield 'There is no dimension yet: a build makes one.\n';
    return;
  }
  const rows = entries.map(rowOf);
  const widths = HEADERS.map((header, column) =>
    rows.reduce((width, row) => Math.max(width, row[column]?.length ?? 0), header.length),
  );
  const line = (row: readonly string[]) =>
    `${row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join('  ')
      .trimEnd()}\n`;
  if (rows.length > 0) yield line(HEADERS);
  for (let at = 0; at < rows.length; at += PIECE)
    yield rows
      .slice(at, at + PIECE)
      .map(line)
      .join('');
  yield `${rows.length > 0 ? '\n' : ''}${rows.length} of ${total} entries shown; times in UTC\n`;
  for (const { name, entries: count, bytes, malformed } of caches) {
    const broken = malformed === 0 ? '' : `, ${malformed} malformed: see goshawk cache verify`;
    yield `${name}: ${count} entries, ${formatBytes(bytes)}${broken}\n`;
  }
}

function rowOf(entry: DescribedEntry): string[] {
  return [
    shortBuildId(entry.buildId ?? ''),
    shortId(entry.actionId),
    shortId(entry.outputId),
    formatBytes(entry.size),
    minute(entry.created),
    minute(entry.lastUsed),
    entry.kind,
    entry.dimension,
    packageLabel(entry),
  ];
}

/** The beginning of an action or output ID, which `goshawk cache inspect` takes. */
export function shortId(id: string): string {
  return id.slice(0, SHORT_HEX);
}

/** The beginnings of its parts. */
function shortBuildId(buildId: string): string {
  return buildId
    .split('/')
    .map((part) => part.slice(0, SHORT_HASH))
    .join('/');
}

/** `2026-03-01 10:00` of an ISO time. */
function minute(time: string): string {
  return time.slice(0, 16).replace('T', ' ');
}
