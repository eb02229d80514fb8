import { readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { systemErrorCode } from '../../../support';
import type { TestIds } from './test-id';

/** What a test asked package os for (internal/testlog): environment variables by name, files by absolute path. */
export interface TestLog {
  readonly env: readonly string[];
  readonly paths: readonly string[];
}

const MAGIC = '# test log\n';
const ENTRY = /^v1 [0-9a-f]{64} ([0-9a-f]{64}) /;

/** The log of the last test that Go kept under one of these IDs; undefined where it kept none. */
export function readTestLog(gocache: string, ids: TestIds, packageDir: string): TestLog | undefined {
  for (const id of [ids.byLink, ids.byBinary]) {
    const text = id === undefined ? undefined : readEntry(gocache, id);
    const log = text === undefined ? undefined : parseTestLog(text, packageDir);
    if (log !== undefined) return log;
  }
  return undefined;
}

/** Reads a test log; undefined for what is none, or was cut off. */
export function parseTestLog(text: string, packageDir: string): TestLog | undefined {
  if (!text.startsWith(MAGIC) || !text.endsWith('\n')) return undefined;
  const env = new Set<string>();
  const paths = new Set<string>();
  let directory = packageDir;
  for (const line of text.slice(MAGIC.length, -1).split('\n')) {
    const [, operation, name] = /^(\w+) (.+)$/s.exec(line) ?? [];
    if (operation === undefined || name === undefined) continue;
    if (operation === 'getenv') env.add(name);
    else if (operation === 'chdir') directory = resolve(directory, name);
    else if (operation === 'open' || operation === 'stat') paths.add(resolve(directory, name));
    else return undefined;
  }
  return { env: [...env].sort(), paths: [...paths].sort() };
}

/** The output that an action entry of Go's cache points at. */
function readEntry(gocache: string, id: string): string | undefined {
  const entry = readIfPresent(join(gocache, id.slice(0, 2), `${id}-a`));
  const output = entry === undefined ? undefined : ENTRY.exec(entry)?.[1];
  return output === undefined ? undefined : readIfPresent(join(gocache, output.slice(0, 2), `${output}-d`));
}

function readIfPresent(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const code = systemErrorCode(error);
    // An executable that Go keeps is a directory of that name; no test log is.
    if (code === 'ENOENT' || code === 'EISDIR') return undefined;
    throw error;
  }
}
