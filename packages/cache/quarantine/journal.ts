import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname } from 'node:path';
import { isObject, systemErrorCode } from '../../support';
import type { ActionId } from '../entries/ids';
import { isActionId } from '../entries/ids';

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
 * What is moved out of a cache, one JSON document a line: each move before it is made, and that it is over afterwards. A process
 * that is killed in between leaves a move that the next one finishes.
 */
export class Journal {
  /** @param file absolute; need not be there */
  constructor(private readonly file: string) {}

  plan(moves: readonly PlannedMove[]): void {
    this.append(moves.map((move) => JSON.stringify({ plan: move })));
  }

  finish(names: readonly string[]): void {
    this.append(names.map((name) => JSON.stringify({ done: name })));
  }

  /** Moves that were planned, and of which nothing says that they are over. */
  unfinished(): PlannedMove[] {
    const open = new Map<string, PlannedMove>();
    for (const line of this.lines()) {
      const record = parseLine(line);
      if (!isObject(record)) continue;
      if (typeof record.done === 'string') open.delete(record.done);
      else if (isPlannedMove(record.plan)) open.set(record.plan.name, record.plan);
    }
    return [...open.values()];
  }

  private lines(): string[] {
    try {
      return readFileSync(this.file, 'utf8').split('\n');
    } catch (error) {
      if (systemErrorCode(error) === 'ENOENT') return [];
      throw error;
    }
  }

  /** On the disk when it returns. A line that a killed process left unfinished is closed first. */
  private append(lines: readonly string[]): void {
    if (lines.length === 0) return;
    mkdirSync(dirname(this.file), { recursive: true });
    const isOpenLine = existsSync(this.file) && !readFileSync(this.file, 'latin1').endsWith('\n');
    const bytes = Buffer.from(`${isOpenLine ? '\n' : ''}${lines.join('\n')}\n`);
    const file = openSync(this.file, 'a');
    try {
      for (let written = 0; written < bytes.length;) written += writeSync(file, bytes, written);
      fsyncSync(file);
    } finally {
      closeSync(file);
    }
  }
}

function parseLine(line: string): unknown {
  try {
    return JSON.parse(line);
  } catch {
    return undefined; // What a killed process, or a full disk, left of a line.
  }
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
