import { sha256 } from '../../support';
import { scanGo } from '../scan-go';

/** With one of these the declarations begin, and imports end (Go specification: SourceFile). */
const DECLARATION = /^(func|type|var|const)$/;
const EMBED = /^.*\/\/go:embed.*$/gm;

/**
 * Digest (hex) of what the go command reads of a file to list packages: everything up to the last import with its lines,
 * since build constraints and errors depend on them, and embed directives (go/build/read.go: readGoInfo).
 */
export function digestHeader(source: string): string {
  const hash: string[] = [];
  for (const { kind, text, line } of scanGo(source)) {
    if (kind === 'word' && DECLARATION.test(text)) break;
    hash.push(`${line} ${text}`);
  }
  return sha256(...hash, ...(source.match(EMBED) ?? []));
}
