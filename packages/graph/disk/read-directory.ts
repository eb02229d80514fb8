import { readdirSync } from 'node:fs';
import { readStats } from './read-stats';
import { sortNames } from './sort-names';
import type { StateLog } from './state-log';

/** The names in a directory, by kind, sorted; what links point at is not looked at. */
export interface Listing {
  readonly files: readonly string[];
  readonly directories: readonly string[];
  readonly links: readonly string[];
}

const WITH_TYPES = { withFileTypes: true } as const;

/** Lists a directory, or one that a link points at, and adds its state of before; undefined where there is none. */
export function readDirectory(path: string, states: StateLog): Listing | undefined {
  if (readStats(path, states)?.isDirectory() !== true) return undefined;
  const files: string[] = [];
  const directories: string[] = [];
  const links: string[] = [];
  try {
    for (const entry of readdirSync(path, WITH_TYPES)) {
      if (entry.isFile()) files.push(entry.name);
      else if (entry.isDirectory()) directories.push(entry.name);
      else if (entry.isSymbolicLink()) links.push(entry.name);
    }
  } catch {
    states.refuseLast(); // Permissions above it can change without a trace in its own state.
    return undefined;
  }
  return { files: sortNames(files), directories: sortNames(directories), links: sortNames(links) };
}
