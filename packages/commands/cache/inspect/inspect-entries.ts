import {
  findById,
  findPackage,
  inspectCache,
  isIdLike,
  quarantinedIds,
  type InspectedCache,
  type InventoryEntry,
} from '../../../cache';
import { UsageError } from '../../../support';
import { nearNames } from '../../graph/near-names';
import { findPlaces, type PlaceRequest, type VerifiedPlace } from '../verified-places';
import { describeEntry, packageLabel, type DescribedEntry } from './describe-entry';
import { readSubject, type NamedSubject } from './named-subject';
import { shortId } from './render-list';
import { TasksUsing } from './tasks-using';

export interface InspectRequest extends PlaceRequest {
  /** A package, an ID or build ID, or a file. */
  readonly subject: string;
}

/** What `goshawk cache inspect --json` prints. */
export interface InspectDocument {
  readonly schemaVersion: 1;
  readonly subject: string;
  readonly entries: readonly InspectedEntry[];
}

export interface NeighbourEntry {
  readonly actionId: string;
  readonly package: string | null;
  readonly directory: string | null;
}

export interface InspectedEntry extends DescribedEntry {
  /** null for an entry that was never verified. */
  readonly verified: {
    readonly at: string;
    readonly depth: 'digest' | 'content';
    /** Whether its files are as they were then. */
    readonly isUnchanged: boolean;
  } | null;
  /** Direct imports of a compiled package, with the entries that have the export data it was compiled against. */
  readonly imports: readonly { readonly package: string; readonly actionIds: readonly string[] }[];
  /** Compiled packages that were compiled against its export data. */
  readonly importedBy: readonly NeighbourEntry[];
  /** Other entries with the same export data: which of them `importedBy` were compiled against cannot be told. */
  readonly sameExportData: readonly string[];
  /** Cached programs of which it is the main package. */
  readonly linkedInto: readonly NeighbourEntry[];
  /** What Go keeps beside it. */
  readonly parts: readonly { readonly actionId: string; readonly part: string }[];
  /** Tasks that used it when they succeeded the last time. */
  readonly usedBy: readonly string[];
}

/** A cache and the entries in it that were found. */
interface Found {
  readonly place: VerifiedPlace;
  readonly cache: InspectedCache;
  readonly tasks: TasksUsing;
  readonly entries: readonly InventoryEntry[];
}

/**
 * Finds entries by package, ID or file, in the caches that a person means, and tells all that is known of them.
 *
 * @throws UsageError as findPlaces and readSubject, 'no-such-entry', 'ambiguous-id'
 */
export function inspectEntries(request: InspectRequest): InspectDocument {
  const subject = readSubject(request.subject, request.cwd);
  const { gocache, dimension = undefined } = request;
  const isPlaced = gocache !== undefined || dimension !== undefined;
  const places = findPlaces(isPlaced ? request : { ...request, gocache: subject.gocache });
  const caches = places.map(({ name, ...place }) => ({
    place: { name, ...place },
    cache: inspectCache(place.gocache, place.stateDirectory),
    tasks: new TasksUsing(place.stateDirectory),
  }));
  const found = ofPackage(caches, subject) ?? byId(caches, subject) ?? [];
  const entries = found.flatMap(({ entries: own, ...one }) => own.map((entry) => inspectEntry(entry, one)));
  if (entries.length === 0) throw noSuchEntry(subject, caches);
  return { schemaVersion: 1, subject: request.subject, entries };
}

type Caches = readonly Omit<Found, 'entries'>[];

function ofPackage(caches: Caches, { text, file }: NamedSubject): Found[] | undefined {
  if (file !== undefined) return undefined;
  const found = caches.map((one) => ({ ...one, entries: findPackage(one.cache.inventory, text) }));
  return found.some(({ entries }) => entries.length > 0) ? found : undefined;
}

function byId(caches: Caches, { text }: NamedSubject): Found[] {
  const found = caches.map((one) => ({ ...one, ...findById(one.cache.inventory, text) }));
  const ids = new Set(found.flatMap((one) => [...one.ids]));
  if (ids.size > 1) throw ambiguous(text, found, ids);
  return found;
}

function inspectEntry(
  entry: InventoryEntry,
  { place, cache, tasks }: Omit<Found, 'entries'>,
): InspectedEntry {
  const { inventory } = cache;
  const relations = cache.relations.of(entry);
  const verified = cache.verificationOf(entry.id);
  const neighbour = (one: InventoryEntry): NeighbourEntry => {
    const { actionId, package: importPath, directory } = describeEntry(one, inventory, place.name);
    return { actionId, package: importPath, directory };
  };
  return {
    ...describeEntry(entry, inventory, place.name),
    verified: verified === undefined ? null : { ...verified, at: new Date(verified.at).toISOString() },
    imports: relations.imports.map(({ importPath, entries }) => ({
      package: importPath,
      actionIds: entries,
    })),
    importedBy: relations.importedBy.map(neighbour),
    sameExportData: relations.twins,
    linkedInto: relations.linkedInto.map(neighbour),
    parts: relations.parts
      .map(({ id, parent }) => ({ actionId: id, part: parent?.part ?? '' }))
      .sort((one, other) => (one.part < other.part ? -1 : 1)),
    usedBy: tasks.of(entry.id),
  };
}

/** Candidates that an error names. */
const MOST_CANDIDATES = 10;

function ambiguous(text: string, found: readonly Found[], ids: ReadonlySet<string>): UsageError {
  const candidates = found
    .flatMap(({ place, cache, entries }) =>
      entries.map((entry) => describeEntry(entry, cache.inventory, place.name)),
    )
    .map((entry) => {
      const isAction = entry.actionId.startsWith(text);
      const label = packageLabel(entry);
      const id = isAction ? entry.actionId : entry.outputId;
      return `${isAction ? 'action' : 'output'} ${id} (${entry.kind}${label === '' ? '' : ` of ${label}`})`;
    });
  const shown = [...new Set(candidates)].slice(0, MOST_CANDIDATES);
  const more = ids.size - shown.length;
  return new UsageError({
    code: 'ambiguous-id',
    message: `${text} is the beginning of ${ids.size} IDs: ${shown.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`,
    next: 'Give more of the ID.',
  });
}

function noSuchEntry({ text, file }: NamedSubject, caches: Caches): UsageError {
  const where =
    caches.length === 0
      ? 'There is no dimension yet'
      : `No entry of ${caches.map(({ place }) => place.name).join(', ')}`;
  const what = file === undefined ? text : `${text}, which ${file} says`;
  const quarantined = /^[0-9a-f]{4,64}$/.test(text)
    ? caches.flatMap(({ place }) => quarantinedIds(place.stateDirectory, text))
    : [];
  return new UsageError({
    code: 'no-such-entry',
    message: caches.length === 0 ? `${where}: ${what} is in none.` : `${where} is, or is of, ${what}.`,
    next: nextStep(text, file, quarantined, caches),
  });
}

function nextStep(
  text: string,
  file: string | undefined,
  quarantined: readonly string[],
  caches: Caches,
): string {
  if (quarantined.length > 0)
    return `${quarantined.map(shortId).join(', ')} is in quarantine: journal.jsonl says why.`;
  if (file !== undefined) return 'Name the cache it was built with: --gocache or --dimension.';
  if (isIdLike(text)) return 'Name another cache with --gocache, or see `goshawk cache list` for IDs.';
  const known = caches.flatMap(({ cache }) =>
    [...cache.inventory.entries.values()].flatMap(({ look }) => look.importPath ?? []),
  );
  const near = nearNames(text, known);
  return near.length > 0
    ? `Do you mean ${near.join(' or ')}?`
    : 'Give an import path as `go list` prints it, an ID, a file, or another cache with --gocache.';
}
