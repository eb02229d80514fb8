import { join } from 'node:path';
import { readJsonFile, sha256, writeFileAtomic } from '../../../support';
import type { Observation } from './observation';

/** Raised whenever the shape of a record changes. */
const VERSION = 1;

/** Contents that a package's tests were seen to pass with and that need no new run when they come back. */
const KEPT = 12;

interface RecordFile {
  readonly version: number;
  readonly importPath: string;
  readonly packageDir: string;
  /** Newest first. */
  readonly observations: readonly Observation[];
  /** What the last run asked for and found changed while it ran, so that the next can tell whether it changes each time. */
  readonly unsettled: readonly string[];
}

/** What is known of the tests of one package, in one directory, with one set of arguments; kept in the dimension. */
export class TestRecord {
  private readonly file: string;
  private content: RecordFile;

  constructor(
    dimensionDirectory: string,
    private readonly importPath: string,
    private readonly packageDir: string,
    keyArguments: readonly string[],
  ) {
    const name = sha256(importPath, packageDir, ...keyArguments).slice(0, 32);
    this.file = join(dimensionDirectory, 'test-inputs', `${name}.json`);
    this.content = readJsonFile(this.file, isRecordFile) ?? {
      version: VERSION,
      importPath,
      packageDir,
      observations: [],
      unsettled: [],
    };
  }

  get observations(): readonly Observation[] {
    return this.content.observations;
  }

  /** Every path that matters for the next run. */
  get paths(): readonly string[] {
    return [...this.content.observations.flatMap(({ paths }) => paths), ...this.content.unsettled];
  }

  /** Puts a run that passed, or that served again, first. */
  add(observation: Observation): void {
    const [first] = this.content.observations;
    if (first !== undefined && isSame(first, observation) && this.content.unsettled.length === 0) return;
    const others = this.content.observations.filter((one) => !isSame(one, observation));
    this.write([observation, ...others].slice(0, KEPT), []);
  }

  /** Remembers what changed while the tests ran: nothing can be said of such a run. */
  leaveUnsettled(paths: readonly string[]): void {
    this.write(this.content.observations, paths);
  }

  private write(observations: readonly Observation[], unsettled: readonly string[]): void {
    const { importPath, packageDir } = this;
    const content: RecordFile = { version: VERSION, importPath, packageDir, observations, unsettled };
    this.content = content;
    writeFileAtomic(this.file, JSON.stringify(content));
  }
}

function isSame(a: Observation, b: Observation): boolean {
  return JSON.stringify(a) === JSON.stringify(b);
}

function isRecordFile(value: unknown): value is RecordFile {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === VERSION &&
    'observations' in value &&
    Array.isArray(value.observations) &&
    'unsettled' in value &&
    Array.isArray(value.unsettled)
  );
}
