import { compileGlob } from '../go-files/embeds/glob-match';

const GLOB_CHARACTERS = /[*|{}()[]/;

/** Whether Nx takes a text for a pattern (nx/src/utils/globs.ts: isGlobPattern). */
export function isNameGlob(text: string): boolean {
  return GLOB_CHARACTERS.test(text);
}

/** Whether a pattern of Nx takes a name, such as that of a target or project: `*`, `**`, `?`, `[ab]`, `{a,b}` and `@(a|b)`. */
export function matchesNameGlob(pattern: string, name: string): boolean {
  return alternativesOf(pattern).some((one) => matchesParts(one.split('/'), name.split('/')));
}

function alternativesOf(pattern: string): string[] {
  const found = /^(.*?)(?:\{([^{}]*,[^{}]*)\}|@\(([^()]*)\))(.*)$/s.exec(pattern);
  if (found === null) return [pattern.replaceAll('[!', '[^')];
  const [, before = '', braces, choice = '', after = ''] = found;
  const inside = braces === undefined ? choice.split('|') : braces.split(',');
  return inside.flatMap((one) => alternativesOf(before + one + after));
}

function matchesParts([part, ...parts]: readonly string[], names: readonly string[]): boolean {
  if (part === undefined) return names.length === 0;
  if (part === '**' && parts.length === 0) return names.length > 0;
  const [name, ...others] = names;
  if (part === '**' && matchesParts(parts, names)) return true;
  if (name === undefined) return false;
  return part === '**'
    ? matchesParts(['**', ...parts], others)
    : compileGlob(part)?.(name) === true && matchesParts(parts, others);
}
