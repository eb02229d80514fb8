import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** The dimension and the numbers in the line with which every Goshawk task closes, or nothing when it has none. */
export function readClosingLine(output) {
  const line = /^goshawk: (?<dimension>\S+) · (?<work>.*)$/mu.exec(output);
  return line?.groups;
}

/** Bytes of all files beneath a directory. */
export function sizeOf(directory) {
  return readdirSync(directory, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((bytes, entry) => bytes + statSync(join(entry.parentPath, entry.name)).size, 0);
}

export function megabytes(bytes) {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
