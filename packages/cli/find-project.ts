import { existsSync, readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import glob from 'fast-glob';
import { UsageError } from '../support';

/**
 * The directory that a person means by a directory or by a project's name.
 *
 * @throws UsageError 'no-such-project'
 */
export function findProjectDirectory(named: string, cwd: string): string {
  if (existsSync(resolve(cwd, named))) return resolve(cwd, named);
  const files = glob.sync('**/project.json', {
    cwd,
    absolute: true,
    ignore: ['**/node_modules/**', '**/dist/**'],
  });
  const found = files.find((file) => nameIn(file) === named);
  if (found !== undefined) return dirname(found);
  throw new UsageError({
    code: 'no-such-project',
    message: `${named} is neither a directory nor the name of a project below ${cwd}.`,
    next: 'Give the directory, or run this at the root of the workspace.',
  });
}

function nameIn(file: string): unknown {
  try {
    const parsed: unknown = JSON.parse(readFileSync(file, 'utf8'));
    return typeof parsed === 'object' && parsed !== null && 'name' in parsed ? parsed.name : undefined;
  } catch {
    // A project.json that Nx itself will complain about names no project here.
    return undefined;
  }
}
