import { isAbsolute } from 'node:path';
import type { Finding } from '../../../support';
import { PlaceInputs, type ReplayPlace } from './place-inputs';
import type { RecordedTestInputs } from './recorded-inputs';

/** What tests read that is not what it was. */
export interface TestInputComparison {
  readonly findings: readonly Finding[];
  readonly differing: {
    readonly env: readonly string[];
    /** Relative to the workspace root where inside, else absolute. */
    readonly files: readonly string[];
  };
}

/**
 * Compares what tests read when they passed with what is there now. The task runner replayed the result, so its inputs are what
 * they were: whatever differs is none of them.
 */
export function compareTestInputs(recorded: RecordedTestInputs, place: ReplayPlace): TestInputComparison {
  const now = new PlaceInputs(place, recorded.leftOut);
  const readers = new Readers();
  for (const { package: reader, env, files } of recorded.packages) {
    for (const [name, digest] of Object.entries(env))
      if (now.variable(name) !== digest) readers.add('env', name, reader);
    for (const [path, digest] of Object.entries(files))
      if (now.file(path) !== digest) readers.add('files', path, reader);
  }
  return {
    findings: [
      ...readers.map('env', (name, packages) => variableFinding(name, packages)),
      ...readers.map('files', (path, packages) => fileFinding(path, packages, now.file(path))),
    ],
    differing: { env: readers.names('env'), files: readers.names('files') },
  };
}

/** Which packages read a thing that differs. */
class Readers {
  private readonly known = { env: new Map<string, string[]>(), files: new Map<string, string[]>() };

  add(kind: 'env' | 'files', name: string, reader: string): void {
    this.known[kind].set(name, [...(this.known[kind].get(name) ?? []), reader]);
  }

  names(kind: 'env' | 'files'): string[] {
    return [...this.known[kind].keys()].sort();
  }

  map<T>(kind: 'env' | 'files', fn: (name: string, readers: readonly string[]) => T): T[] {
    return this.names(kind).map((name) => fn(name, this.known[kind].get(name) ?? []));
  }
}

function variableFinding(name: string, readers: readonly string[]): Finding {
  return undeclared(
    readers,
    `they read the environment variable ${name}, whose value is another one than when they passed`,
    `add { "env": "${name}" } to the target's inputs`,
  );
}

function fileFinding(path: string, readers: readonly string[], now: string): Finding {
  const evidence =
    now === 'absent'
      ? `they read ${path}, which is not there any more`
      : `they read ${path}, which is not what it was when they passed`;
  if (isAbsolute(path)) {
    return undeclared(
      readers,
      evidence,
      'no input can name what lies outside the workspace: move it there, or set "cache": false',
    );
  }
  const pattern = now.startsWith('directory:') ? `${path}/*` : path;
  return undeclared(readers, evidence, `add "{workspaceRoot}/${pattern}" to the target's inputs`);
}

function undeclared(readers: readonly string[], evidence: string, action: string): Finding {
  const more = readers.length > 1 ? ` and ${readers.length - 1} more` : '';
  const subject = `tests of ${readers[0] ?? ''}${more}`;
  return { code: 'undeclared-input', severity: 'error', subject, evidence, action };
}
