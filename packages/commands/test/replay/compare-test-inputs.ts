import { realpathSync } from 'node:fs';
import { isAbsolute, relative, resolve, sep } from 'node:path';
import { isBeneath, type Finding } from '../../../support';
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
      ...readers.map('files', (path, packages) => fileFinding(path, packages, now.file(path), place)),
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

function fileFinding(
  path: string,
  readers: readonly string[],
  now: string,
  { workspaceRoot }: ReplayPlace,
): Finding {
  const evidence =
    now === 'absent'
      ? `they read ${path}, which is not there any more`
      : `they read ${path}, which is not what it was when they passed`;
  const real = realPathOf(path, workspaceRoot);
  if (isAbsolute(real)) {
    return undeclared(
      readers,
      evidence,
      'no input can name what lies outside the workspace: move it there, or set "cache": false',
    );
  }
  // Nx hashes files alone: of a new directory it sees what lies in it.
  const pattern = now.startsWith('directory:') ? `${real}/**/*` : real;
  return undeclared(readers, evidence, `add "{workspaceRoot}/${pattern}" to the target's inputs`);
}

/** Relative to the workspace root where inside, else absolute. Nx hashes nothing behind a symbolic link. */
function realPathOf(path: string, workspaceRoot: string): string {
  try {
    const [root, real] = [realpathSync(workspaceRoot), realpathSync(resolve(workspaceRoot, path))];
    return isBeneath(real, root) ? relative(root, real).replaceAll(sep, '/') : real;
  } catch {
    return path; // Gone: the name by which it was read.
  }
}

function undeclared(readers: readonly string[], evidence: string, action: string): Finding {
  const more = readers.length > 1 ? ` and ${readers.length - 1} more` : '';
  const subject = `tests of ${readers[0] ?? ''}${more}`;
  return { code: 'undeclared-input', severity: 'error', subject, evidence, action };
}
