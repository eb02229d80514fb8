import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import { matchesNameGlob } from '../../graph';
import { GoshawkError } from '../../support';
import type { PreparedTask } from '../go-task';

/** Directories that no generator of a project writes to, and that may be large. */
const LEFT_OUT = new Set(['.git', '.nx', 'node_modules']);

/** States of all files beneath a directory, by path. */
export function filesBeneath(directory: string, found = new Map<string, string>()): Map<string, string> {
  for (const entry of readdirSync(directory, { withFileTypes: true })) {
    const path = join(directory, entry.name);
    if (entry.isDirectory()) {
      if (!LEFT_OUT.has(entry.name)) filesBeneath(path, found);
      continue;
    }
    const stats = statSync(path, { throwIfNoEntry: false, bigint: true });
    if (stats !== undefined) found.set(path, [stats.size, stats.mtimeNs, stats.ino].join());
  }
  return found;
}

/** Files that are new or were written, sorted. */
export function writtenSince(before: ReadonlyMap<string, string>, directory: string): string[] {
  return [...filesBeneath(directory)]
    .filter(([path, state]) => before.get(path) !== state)
    .map(([path]) => path)
    .sort();
}

/**
 * Refuses the result of a cached task that wrote files which its outputs leave out: a replay would not bring them back.
 *
 * @param written absolute paths
 * @throws GoshawkError 'undeclared-output'
 */
export function checkOutputs(written: readonly string[], task: PreparedTask<unknown>): void {
  const { declaredOutputs, workspaceRoot, id } = task;
  if (declaredOutputs === undefined) return;
  const missed = written
    .map((path) => relative(workspaceRoot, path).split(sep).join('/'))
    .filter((path) => !isDeclared(path, declaredOutputs));
  if (missed.length === 0) return;
  const lines = missed.map((path) => `"{workspaceRoot}/${path}"`).join(', ');
  throw new GoshawkError({
    code: 'undeclared-output',
    message: `${id} is cached, and wrote ${missed.join(', ')}, which its outputs leave out: a replay would not bring ${missed.length === 1 ? 'it' : 'them'} back.`,
    next: `Add ${lines} to the target's "outputs", or set "cache": false on the target.`,
  });
}

/** Nx takes an output for a file, a directory with all that is in it, or a pattern. */
function isDeclared(path: string, outputs: readonly string[]): boolean {
  const taken = (output: string) => {
    const pattern = output.replace(/^\.?\//, '').replace(/\/$/, '');
    return path === pattern || path.startsWith(`${pattern}/`) || matchesNameGlob(pattern, path);
  };
  const isTaken = outputs.filter((output) => !output.startsWith('!')).some(taken);
  return isTaken && !outputs.some((output) => output.startsWith('!') && taken(output.slice(1)));
}
