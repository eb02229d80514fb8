import type { Disk } from '../disk/disk';
import { resolveEmbed } from '../go-files/embeds/resolve-embed';
import type { GraphFault } from '../workspace/graph-fault';
import type { SourceFile } from '../workspace/package-content';
import { isAtOrBeneath, joinPath } from '../workspace/workspace-path';
import type { FileTree } from './package-files';

/** An embed pattern, and what stands where it looks. */
export interface EmbedRequest {
  readonly pattern: string;
  /** Where it is written. */
  readonly file: string;
  readonly line: number;
  /** Of the package. */
  readonly directory: string;
  /** At or above all that it can take. */
  readonly path: string;
  /** `ignored`: some of what it takes is ignored by git. */
  readonly state: 'hashed' | 'ignored' | 'absent';
}

export interface EmbeddedFiles {
  readonly files: string[];
  readonly trees: FileTree[];
  readonly requests: EmbedRequest[];
  readonly faults: GraphFault[];
}

/** What Go says of a pattern whose files a task may still make. */
const NOTHING_THERE = /no matching files found|contains no embeddable files/;

/** What Go files of a package embed: the part that Nx can hash, and all patterns. */
export function embedsOf(files: readonly SourceFile[], directory: string, disk: Disk): EmbeddedFiles {
  const found: EmbeddedFiles = { files: [], trees: [], requests: [], faults: [] };
  for (const { name, content } of files) {
    for (const { pattern, line } of content.embeds ?? []) {
      const file = joinPath(directory, name);
      const path = joinPath(directory, fixedPartOf(pattern));
      const request = { pattern, file, line, directory, path };
      const embedded = resolveEmbed(pattern, directory, disk);
      if ('message' in embedded) {
        if (NOTHING_THERE.test(embedded.message)) found.requests.push({ ...request, state: 'absent' });
        else found.faults.push({ file, line, message: `pattern ${pattern}: ${embedded.message}` });
        continue;
      }
      // Nx hashes nothing that git ignores; what is named must not depend on whether the task that makes it has run.
      const isHashed = (one: string) => !disk.isIgnored(one);
      const taken = embedded.files.map((one) => joinPath(directory, one)).filter(isHashed);
      const trees = embedded.trees.flatMap(({ directory: tree, excluded }): FileTree[] => {
        const place = joinPath(directory, tree);
        if (!taken.some((one) => isAtOrBeneath(one, place))) return [];
        return [{ directory: place, without: excluded.map((one) => joinPath(place, one)).filter(isHashed) }];
      });
      found.trees.push(...trees);
      found.files.push(...taken.filter((one) => !trees.some((tree) => isAtOrBeneath(one, tree.directory))));
      found.requests.push({ ...request, state: embedded.ignored.length > 0 ? 'ignored' : 'hashed' });
    }
  }
  return found;
}

/** The part of an embed pattern before its first element with a wildcard. */
function fixedPartOf(pattern: string): string {
  const parts = pattern.replace(/^all:/, '').split('/');
  const wild = parts.findIndex((part) => /[*?[\\]/.test(part));
  return wild === -1 ? parts.join('/') : parts.slice(0, wild).join('/') || '.';
}
