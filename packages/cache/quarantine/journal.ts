import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readFileSync,
  readSync,
  statSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isObject, parseJson, systemErrorCode } from '../../support';
import type { ActionId } from '../entries/ids';
import { hashToString, isActionId } from '../entries/ids';

/** An action entry that is to be moved out of a cache. */
export interface PlannedMove {
  readonly entry: ActionId;
  /** The whole action entry, in latin1: what is there under its name by then may be another one. */
  readonly text: string;
  /** Name in the quarantine. */
  readonly name: string;
  /** What was found. */
  readonly code: string;
  readonly evidence: string;
  /** Milliseconds since 1970. */
  readonly at: number;
}

/**
 * What is moved out of a cache, one JSON document a line: the moves of one verification before they are made, and that each is over
 * afterwards. A process that is killed in between leaves moves that the next one finishes. What is planned together is one line: with
 * a part of it, what is wrong would go and what was made from it would stay.
 */
export class Journal {
  private readonly file: string;

  /** @param stateDirectory absolute; need not be there */
  constructor(stateDirectory: string) {
    this.file = join(stateDirectory, 'journal.jsonl');
  }

  plan(moves: readonly PlannedMove[]): void {
    if (moves.length > 0) this.append([JSON.stringify({ plan: moves })]);
  }

  finish(names: readonly string[]): void {
    this.append(names.map((name) => JSON.stringify({ done: name })));
  }

  /** Moves that were planned, and of which nothing says that they are over. */
  unfinished(): PlannedMove[] {
    const open = new Map<string, PlannedMove>();
    for (const line of this.lines()) {
      const record = parseJson(line);
      if (!isObject(record)) continue;
      if (typeof record.done === 'string') open.delete(record.done);
      else for (const move of movesIn(record)) open.set(move.name, move);
    }
    return [...open.values()];
  }

  /** Bytes of the journal. */
  get size(): number {
    return statSync(this.file, { throwIfNoEntry: false })?.size ?? 0;
  }

  /** Entries for which moves were planned behind so many bytes, by any process. */
  plannedSince(size: number): ActionId[] {
    if (this.size <= size) return [];
    return this.lines(size).flatMap((line) => {
      const record = parseJson(line);
      return isObject(record) ? movesIn(record).map(({ entry }) => entry) : [];
    });
  }

  private lines(from = 0): string[] {
    try {
      return readFileSync(this.file).subarray(from).toString('utf8').split('\n');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** On the disk when it returns. A line that a killed process left unfinished is closed first. */
  private append(lines: readonly string[]): void {
    if (lines.length === 0) return;
    mkdirSync(dirname(this.file), { recursive: true });
    const file = openSync(this.file, 'a+');
    try {
      const { size } = fstatSync(file);
      const last = Buffer.alloc(1, '\n');
      if (size > 0) readSync(file, last, 0, 1, size - 1);
      const isOpenLine = last.toString() !== '\n';
      const bytes = Buffer.from(`${isOpenLine ? '\n' : ''}${lines.join('\n')}\n`);
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

/** Bytes of the journal of a cache, by which quarantinedSince() tells what came later. */
export function journalSize(stateDirectory: string): number {
  return new Journal(stateDirectory).size;
}

/** Hashes (see hashToString) of the actions whose entries any process has moved into quarantine since the journal had a size. */
export function quarantinedSince(stateDirectory: string, size: number): string[] {
  return new Journal(stateDirectory).plannedSince(size).map(hashToString);
}

function movesIn({ plan }: Readonly<Record<string, unknown>>): PlannedMove[] {
  return Array.isArray(plan) ? plan.filter(isPlannedMove) : [];
}

function isPlannedMove(value: unknown): value is PlannedMove {
  return (
    isObject(value) &&
    typeof value.entry === 'string' &&
    isActionId(value.entry) &&
    typeof value.text === 'string' &&
    typeof value.name === 'string' &&
    /^[0-9a-f-]+$/.test(value.name)
  );
}
