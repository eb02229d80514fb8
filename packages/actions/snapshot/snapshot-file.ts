import { readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { isObject, parseJson, sha256, sha256Of, systemErrorCode, writeFileAtomic } from '../../support';
import { formatSnapshot, type Snapshot, type SnapshotEntry } from './snapshot';

/** The task whose snapshot it is. */
export interface SnapshotOwner {
  /** Absolute: tasks of several workspaces use one cache. */
  readonly workspaceRoot: string;
  /** `project:target[:configuration]`. */
  readonly task: string;
}

/** A snapshot with its task, as it lies in the directory of its dimension. */
export interface RecordedSnapshot extends SnapshotOwner {
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly entries: Snapshot;
}

const DIRECTORY = 'snapshots';
/** Ends the name of a snapshot of a task whose results may be wrong. */
const SUSPECT = '.suspect';

/** Name of a task's snapshot in the directory of each dimension that it was built in. */
export function snapshotName({ workspaceRoot, task }: SnapshotOwner): string {
  return sha256(workspaceRoot, task).slice(0, 16);
}

/**
 * Writes the snapshot of a task, at once or not at all: a line of JSON that says whose it is, then `action/content` a line. Where the
 * system refuses, the next verification before the task looks at all entries.
 *
 * @param dimensionDirectory absolute
 */
export function writeSnapshot(dimensionDirectory: string, owner: SnapshotOwner, entries: Snapshot): void {
  const { workspaceRoot, task } = owner;
  const text = formatSnapshot(entries);
  const header = { schemaVersion: 1, workspaceRoot, task, at: Date.now(), digest: sha256Of(text) };
  try {
    const file = fileOf(dimensionDirectory, snapshotName(owner));
    writeFileAtomic(file, `${JSON.stringify(header)}\n${text}`);
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
  }
}

/** The snapshot of a name; undefined where there is none, or a damaged one. */
export function readSnapshot(dimensionDirectory: string, name: string): RecordedSnapshot | undefined {
  const whole = textOf(fileOf(dimensionDirectory, name));
  const end = whole.indexOf('\n');
  const header = parseHeader(whole.slice(0, end));
  const text = whole.slice(end + 1);
  if (header === undefined || header.digest !== sha256Of(text)) return undefined;
  const { workspaceRoot, task, at } = header;
  const lines = text.split('\n').slice(0, -1);
  const entries = lines.map((line): SnapshotEntry => {
    const [action = '', content = ''] = line.split('/');
    return { action, content };
  });
  return { workspaceRoot, task, at, entries };
}

/** Names of all snapshots of a dimension. */
export function snapshotNames(dimensionDirectory: string): string[] {
  return namesIn(dimensionDirectory).filter((name) => /^[0-9a-f]{16}$/.test(name));
}

function namesIn(dimensionDirectory: string): string[] {
  try {
    return readdirSync(join(dimensionDirectory, DIRECTORY));
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return [];
  }
}

/**
 * Takes the snapshots of tasks that had used one of some actions at or after a time for something suspect: what these tasks made may
 * be wrong. They have no snapshot from then on, and are among suspectsOf().
 *
 * @param since milliseconds since 1970
 */
export function suspectTasks(dimensionDirectory: string, hashes: ReadonlySet<string>, since: number): void {
  for (const name of snapshotNames(dimensionDirectory)) {
    const snapshot = readSnapshot(dimensionDirectory, name);
    if (snapshot === undefined || snapshot.at < since) continue;
    if (!snapshot.entries.some(({ action }) => hashes.has(action))) continue;
    const file = fileOf(dimensionDirectory, name);
    renameSync(file, `${file}${SUSPECT}`);
  }
}

/** The suspect tasks; each is among them until forgetSuspect() is called for it. */
export function suspectsOf(dimensionDirectory: string): SnapshotOwner[] {
  return namesIn(dimensionDirectory)
    .filter((name) => name.endsWith(SUSPECT))
    .flatMap((name) => readSnapshot(dimensionDirectory, name) ?? []);
}

/** To be called once nothing can hand over any more what a suspect task had made. */
export function forgetSuspect(dimensionDirectory: string, owner: SnapshotOwner): void {
  rmSync(fileOf(dimensionDirectory, `${snapshotName(owner)}${SUSPECT}`), { force: true });
}

function fileOf(dimensionDirectory: string, name: string): string {
  return join(dimensionDirectory, DIRECTORY, name);
}

function textOf(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === undefined) throw error;
    return '';
  }
}

function parseHeader(line: string) {
  const header = parseJson(line);
  if (!isObject(header) || header.schemaVersion !== 1) return undefined;
  const { workspaceRoot, task, at, digest } = header;
  if (typeof workspaceRoot !== 'string' || typeof task !== 'string') return undefined;
  if (typeof at !== 'number' || typeof digest !== 'string') return undefined;
  return { workspaceRoot, task, at, digest };
}
