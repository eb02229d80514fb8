import { formatBytes } from '../render-verification';
import { packageLabel } from './describe-entry';
import type { InspectDocument, InspectedEntry, NeighbourEntry } from './inspect-entries';
import { shortId } from './render-list';

/** Entries, and names within one, that are shown: --json has them all. */
const MOST_ENTRIES = 20;
const MOST_NAMES = 12;
const WIDTH = 14;

/** The document for a reader: what is known of each entry, a fact a line. */
export function renderInspection({ entries }: InspectDocument): string {
  const shown = entries.slice(0, MOST_ENTRIES).map(renderEntry);
  const more = entries.length - shown.length;
  return `${shown.join('\n')}${more > 0 ? `\nand ${more} more entries: --json has them all\n` : ''}`;
}

function renderEntry(entry: InspectedEntry): string {
  const { verified, partOf } = entry;
  const facts: readonly (readonly [string, string | undefined])[] = [
    ['package', packageLabel(entry)],
    ['kind', entry.kind],
    ['build ID', entry.buildId ?? ''],
    ['action ID', entry.actionId],
    ['output ID', entry.outputId],
    ['size', formatBytes(entry.size)],
    ['created', entry.created],
    ['last used', `${entry.lastUsed} (Go notes it at most once an hour)`],
    ['dimension', entry.dimension],
    ['part of', partOf === null ? '' : `${partOf.actionId}, as ${partOf.part}`],
    ['verified', verified === null ? 'never' : verificationText(verified)],
    ['imports', listed(entry.imports.map(importText))],
    ['imported by', listed(entry.importedBy.map(neighbourText))],
    ['same exports', listed(entry.sameExportData.map(shortId))],
    ['linked into', listed(entry.linkedInto.map(neighbourText))],
    ['parts', listed(entry.parts.map(({ actionId, part }) => `${part} ${shortId(actionId)}`))],
    ['used by', listed(entry.usedBy) || 'no task that is recorded'],
  ];
  return facts
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name.padEnd(WIDTH)}${value}\n`)
    .join('');
}

function verificationText({ at, depth, isUnchanged }: NonNullable<InspectedEntry['verified']>): string {
  const since = isUnchanged ? 'unchanged since' : 'its files have changed since';
  return `${at}, ${depth === 'content' ? 'with its content ID' : 'its digest'}, ${since}`;
}

function importText({ package: importPath, actionIds }: InspectedEntry['imports'][number]): string {
  return `${importPath} ${actionIds.length === 0 ? '(not in this cache)' : actionIds.map(shortId).join('|')}`;
}

function neighbourText({ actionId, package: importPath, directory }: NeighbourEntry): string {
  const place = directory === null ? '' : ` (${directory})`;
  return `${importPath ?? 'unknown'}${place} ${shortId(actionId)}`;
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return [...names.slice(0, MOST_NAMES), ...(more > 0 ? [`and ${more} more`] : [])].join(', ');
}
