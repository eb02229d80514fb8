import type { SourceFault } from '../go-file';
import { decodeBytes } from '../text/bytes';
import type { GoComment } from '../go-tokens';
import { readCgoLine } from './cgo-line';
import { includedDirectories } from './include-directories';

export interface CgoFlags {
  readonly includeDirectories: readonly string[];
  readonly fault: SourceFault | undefined;
}

/**
 * What the `#cgo` lines of an `import "C"` say (go/build/build.go: saveCgo). Lines for one system only count on every system;
 * a fault in such a line is none here, since Go sees it on that system only.
 */
export function readCgoFlags(source: string, doc: readonly GoComment[]): CgoFlags {
  const directories = new Set<string>();
  let fault: SourceFault | undefined;
  for (const comment of doc) {
    const text = source.slice(comment.start + 2, comment.end - (isBlock(source, comment) ? 2 : 0));
    if (!text.includes('#cgo')) continue;
    for (const [index, line] of decodeBytes(text).replaceAll('\r', '').split('\n').entries()) {
      const read = readCgoLine(line);
      if (read === undefined) continue;
      if ('message' in read) fault ??= { line: comment.line + index, message: read.message };
      else includedDirectories(read).forEach((directory) => directories.add(directory));
    }
  }
  return { includeDirectories: [...directories], fault };
}

function isBlock(source: string, { start }: GoComment): boolean {
  return source.charAt(start + 1) === '*';
}
