const MAGIC_LENGTH = 8;
const HEADER_LENGTH = 60;

/**
 * Member files of a thin archive (`ar rcT`), which names them instead of holding them: relative to the archive, in
 * order, each once. Headers are those of ar(5); only the symbol table and the table of long names have content.
 */
export function thinArchiveMembers(archive: Buffer): string[] {
  const members = new Set<string>();
  let longNames = '';
  let at = MAGIC_LENGTH;
  while (at + HEADER_LENGTH <= archive.length) {
    const name = archive.toString('utf8', at, at + 16).trimEnd();
    const size = Number.parseInt(archive.toString('latin1', at + 48, at + 58), 10);
    at += HEADER_LENGTH;
    const isTable = name === '/' || name === '//' || name === '/SYM64/';
    if (!isTable) {
      members.add(memberName(name, longNames));
      continue;
    }
    if (Number.isNaN(size)) break;
    if (name === '//') longNames = archive.toString('latin1', at, at + size);
    at += size + (size % 2);
  }
  return [...members];
}

/** `/12` is the name at offset 12 of the table; a short one stands in the header; both end with a slash. */
function memberName(name: string, longNames: string): string {
  const offset = /^\/(\d+)/.exec(name)?.[1];
  if (offset === undefined) return name.replace(/\/$/, '');
  const rest = longNames.slice(Number(offset));
  const end = rest.search(/\/?\n/);
  return Buffer.from(end === -1 ? rest : rest.slice(0, end), 'latin1').toString('utf8');
}
