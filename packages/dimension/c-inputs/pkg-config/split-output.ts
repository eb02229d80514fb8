import { GoshawkError } from '../../../support';

const SHELL_SIGNS = '|&;<>()$`';

/**
 * Splits what pkg-config prints as the go command does (cmd/go/internal/work/exec.go: splitPkgConfigOutput): POSIX
 * shell quoting without any expansion.
 *
 * @throws GoshawkError 'pkg-config-output' where the go command refuses the output.
 */
export function splitPkgConfigOutput(output: string): string[] {
  const flags: string[] = [];
  let flag: string | undefined;
  let quote = '';
  for (let at = 0; at < output.length; at++) {
    const character = output.charAt(at);
    if (character === '\\' && quote !== "'") {
      at++;
      if (at === output.length) throw refused('a backslash at the end');
      const piece = unescape(output.charAt(at), quote);
      if (piece !== '') flag = (flag ?? '') + piece;
    } else if (quote !== '') {
      if (character === quote) quote = '';
      else if (quote === '"' && '`$'.includes(character)) throw refused(`an unquoted ${character}`);
      else flag = (flag ?? '') + character;
    } else if (character === '"' || character === "'") {
      quote = character;
      flag ??= '';
    } else if (SHELL_SIGNS.includes(character)) {
      throw refused(`an unquoted ${character}`);
    } else if (' \t\n'.includes(character)) {
      if (flag !== undefined) flags.push(flag);
      flag = undefined;
    } else {
      flag = (flag ?? '') + character;
    }
  }
  if (quote !== '') throw refused('a quote that is not closed');
  return flag === undefined ? flags : [...flags, flag];
}

/** What an escaped character stands for; a backslash at a line's end joins the lines. */
function unescape(character: string, quote: string): string {
  if (quote === '"' && !'$`"\\\n'.includes(character)) return `\\${character}`;
  return character === '\n' ? '' : character;
}

function refused(what: string): GoshawkError {
  return new GoshawkError({
    code: 'pkg-config-output',
    message: `pkg-config printed ${what}.`,
    next: 'Correct the .pc file: the go command refuses such flags as well.',
  });
}
