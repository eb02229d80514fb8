import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { GoshawkError, UsageError } from '../../support';
import type { PreparedTask } from '../go-task';
import type { VulnOptions } from '../options/go-options';

/** What every database has. */
const INDEX = 'index/modules.json';

/**
 * The URL of the vulnerability database that the option `db` names; undefined for that of the Go project.
 *
 * @throws UsageError 'unknown-vulnerability-database' for a URL that is none
 * @throws GoshawkError 'vulnerability-database-not-found' for a directory that holds none
 */
export function databaseOf({
  id,
  options: { db },
  workspaceRoot,
}: PreparedTask<VulnOptions>): string | undefined {
  if (db === undefined || /^https?:\/\//.test(db)) return db;
  const directory = directoryOf(db, workspaceRoot);
  if (directory === undefined) {
    throw new UsageError({
      code: 'unknown-vulnerability-database',
      message: `${id}: ${db} is no URL of a vulnerability database.`,
      next: 'Set the option db to a URL that begins with https:// or file:///, or to a directory relative to the root of the workspace.',
    });
  }
  // Of any other directory, govulncheck says that there is no vulnerability in it (internal/client: newHybridSource).
  if (existsSync(join(directory, INDEX))) return pathToFileURL(directory).href;
  throw new GoshawkError({
    code: 'vulnerability-database-not-found',
    message: `${id}: ${directory} is no vulnerability database: it has no ${INDEX}.`,
    next: 'Correct the option db; a path is relative to the root of the workspace, and to be the directory that holds index and ID.',
  });
}

function directoryOf(db: string, workspaceRoot: string): string | undefined {
  // One letter is a drive of Windows.
  if (!/^[A-Za-z][A-Za-z0-9+.-]+:/.test(db)) return resolve(workspaceRoot, db);
  try {
    return fileURLToPath(db);
  } catch {
    return undefined;
  }
}
