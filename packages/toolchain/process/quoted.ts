import { GoshawkError } from '../../support';

const SPACE = /[ \t\n\r]/;

/**
 * Splits a list of arguments as Go does for GOFLAGS, CC, CGO_CFLAGS, -toolexec… (cmd/internal/quoted.Split): blanks
 * separate, a quote counts at the start of a field only, nothing is unescaped, and a field may follow a closing quote
 * without a blank.
 * @throws GoshawkError unterminated-quote
 */
export function splitQuoted(text: string): string[] {
  const fields: string[] = [];
  let at = 0;
  for (;;) {
    while (at < text.length && SPACE.test(text.charAt(at))) at++;
    if (at === text.length) return fields;
    const quote = text.charAt(at);
    const isQuoted = quote === '"' || quote === "'";
    const start = isQuoted ? at + 1 : at;
    const end = isQuoted ? text.indexOf(quote, start) : endOfWord(text, start);
    if (end === -1) throw unterminated(text, quote);
    fields.push(text.slice(start, end));
    at = isQuoted ? end + 1 : end;
  }
}

/**
 * Joins arguments so that splitQuoted gives them back (cmd/internal/quoted.Join); quotes only where needed.
 * An empty argument is lost, as it is in Go.
 * @throws GoshawkError unquotable-argument for an argument with both kinds of quotes
 */
export function joinQuoted(args: readonly string[]): string {
  return args.map(quote).join(' ');
}

function quote(argument: string): string {
  if (!/[ \t\n\r'"]/.test(argument)) return argument;
  if (!argument.includes("'")) return `'${argument}'`;
  if (!argument.includes('"')) return `"${argument}"`;
  throw new GoshawkError({
    code: 'unquotable-argument',
    message: `The argument ${argument} contains both single and double quotes, which Go has no way to quote.`,
    next: 'Leave one kind of quotes out.',
    exitCode: 2,
  });
}

function endOfWord(text: string, start: number): number {
  let at = start;
  while (at < text.length && !SPACE.test(text.charAt(at))) at++;
  return at;
}

function unterminated(text: string, quoteSign: string): GoshawkError {
  return new GoshawkError({
    code: 'unterminated-quote',
    message: `A ${quoteSign} is opened and not closed in: ${text}`,
    next: 'Close it; Go knows no escaped quotes.',
    exitCode: 2,
  });
}
