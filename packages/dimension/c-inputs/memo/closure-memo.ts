import { join } from 'node:path';
import { readJsonFile } from '../../../support';
import { digestPreamble } from '../preamble/read-go-files';
import { readableDigest } from '../readable-digest';
import type { CContext, CInputs } from '../types';
import { readDirectoryState, recheckDirectory, type DirectoryState } from './directory-state';
import { saveMemoFile } from './save-memo-file';

const VERSION = 1;

/** What a computed closure depends on besides the files that are in it. */
export interface Dependencies {
  /** Go files: only their preamble counts. */
  readonly goFiles: readonly string[];
  /** Files whose content decides and that are no part of the closure, such as .pc files. */
  readonly others: readonly string[];
  /** Directories whose names decide. */
  readonly directories: readonly string[];
}

interface ClosureRecord {
  readonly version: typeof VERSION;
  readonly goFiles: readonly (readonly [path: string, digest: string, preamble: string])[];
  readonly others: readonly (readonly [path: string, digest: string])[];
  readonly directories: readonly (readonly [path: string, state: DirectoryState])[];
  readonly inputs: CInputs;
}

/** The closure that was computed last for one package under one setting, good as long as nothing changed on disk. */
export class ClosureMemo {
  private readonly file: string;

  constructor(
    private readonly context: CContext,
    key: string,
  ) {
    this.file = join(context.memoDirectory, 'c-inputs', `${key}.json`);
  }

  /** The closure if it still holds. Costs a stat per file and directory, and starts no process. */
  find(): CInputs | undefined {
    const record = readJsonFile(this.file, isClosureRecord);
    if (record === undefined || !this.filesAreSame(record)) return undefined;
    const goFiles = record.goFiles.map((entry) => this.recheckGoFile(entry));
    const directories = record.directories.map(
      ([path, state]) => [path, recheckDirectory(path, state)] as const,
    );
    if (!goFiles.every(isDefined) || !directories.every(isKept)) return undefined;
    const changed =
      goFiles.some((entry, index) => entry !== record.goFiles[index]) ||
      directories.some(([, state], index) => state !== record.directories[index]?.[1]);
    if (changed) saveMemoFile(this.file, { ...record, goFiles, directories } satisfies ClosureRecord);
    return record.inputs;
  }

  save(inputs: CInputs, { goFiles, others, directories }: Dependencies): void {
    const digest = (path: string) => readableDigest(path, this.context);
    saveMemoFile(this.file, {
      version: VERSION,
      goFiles: goFiles.map((path) => [path, digest(path), digestPreamble(path)]),
      others: others.map((path) => [path, digest(path)]),
      directories: directories.map((path) => [path, readDirectoryState(path)]),
      inputs,
    } satisfies ClosureRecord);
  }

  private filesAreSame({ inputs, others }: ClosureRecord): boolean {
    const known = [...inputs.files.map(({ path, digest }) => [path, digest] as const), ...others];
    return known.every(([path, digest]) => readableDigest(path, this.context) === digest);
  }

  /** The entry as it is, renewed, or nothing when another preamble stands in the file. */
  private recheckGoFile(entry: ClosureRecord['goFiles'][number]): typeof entry | undefined {
    const [path, digest, preamble] = entry;
    const now = readableDigest(path, this.context);
    if (now === digest) return entry;
    return digestPreamble(path) === preamble ? [path, now, preamble] : undefined;
  }
}

function isDefined<T>(value: T | undefined): value is T {
  return value !== undefined;
}

function isKept(
  entry: readonly [string, DirectoryState | undefined],
): entry is readonly [string, DirectoryState] {
  return entry[1] !== undefined;
}

function isClosureRecord(value: unknown): value is ClosureRecord {
  if (typeof value !== 'object' || value === null || !('version' in value) || value.version !== VERSION)
    return false;
  return ['goFiles', 'others', 'directories', 'inputs'].every((name) => name in value);
}
