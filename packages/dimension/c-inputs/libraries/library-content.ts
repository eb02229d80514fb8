import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parseLinkerScript, type LinkerScript } from './linker-script';
import { thinArchiveMembers } from './thin-archive';

/** What a file that was given to the linker makes it read besides. */
export type LibraryContent =
  | { readonly kind: 'plain' }
  | { readonly kind: 'thin archive'; readonly members: readonly string[] }
  | { readonly kind: 'script'; readonly script: LinkerScript };

const PLAIN: LibraryContent = { kind: 'plain' };
const HEAD_SIZE = 512;
const LARGEST_SCRIPT = 1024 * 1024;
/** Text files that are read as they are: stubs of macOS libraries, lists of exports. */
const OTHER_TEXT = /\.(?:tbd|def|exports?|exp|map|ver|syms?|txt|plist)$/;

/** Looks into a library: most name nothing else, linker scripts and thin archives do. */
export function readLibraryContent(path: string): LibraryContent {
  const head = readHead(path);
  if (head.toString('latin1', 0, 8) === '!<thin>\n') {
    const members = thinArchiveMembers(readFileSync(path));
    return { kind: 'thin archive', members: members.map((name) => resolve(dirname(path), name)) };
  }
  if (head.length === 0 || head.includes(0) || head.toString('latin1', 0, 8) === '!<arch>\n') return PLAIN;
  if (OTHER_TEXT.test(path) || statSync(path).size > LARGEST_SCRIPT) return PLAIN;
  return { kind: 'script', script: parseLinkerScript(readFileSync(path, 'utf8')) };
}

function readHead(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(HEAD_SIZE);
    return head.subarray(0, readSync(file, head, 0, HEAD_SIZE, 0));
  } finally {
    closeSync(file);
  }
}
