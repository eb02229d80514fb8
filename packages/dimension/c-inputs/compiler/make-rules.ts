/** One rule of a dependency file as compilers write it: `target: prerequisite …`. */
export interface MakeRule {
  readonly target: string;
  readonly prerequisites: readonly string[];
}

/**
 * Reads the rules that gcc -MD, clang -MD and SUNPRO_DEPENDENCIES write: a backslash joins lines, `\ ` is a space, `\#`
 * a number sign, `$$` a dollar. (libcpp/mkdeps.cc: munge; clang/lib/Frontend/DependencyFile.cpp: PrintFilename.)
 */
export function parseMakeRules(text: string): MakeRule[] {
  return text
    .replace(/\\\r?\n/g, ' ')
    .split(/\r?\n/)
    .flatMap((line) => parseRule(line) ?? []);
}

function parseRule(line: string): MakeRule | undefined {
  const words = line.match(/(?:\\[ #\\]|[^\s])+/g) ?? [];
  const colon = words.findIndex((word) => word.endsWith(':'));
  if (colon === -1) return undefined;
  const target = words
    .slice(0, colon + 1)
    .join(' ')
    .slice(0, -1);
  return { target: unescape(target), prerequisites: words.slice(colon + 1).map(unescape) };
}

/** Backslashes count only before a blank or `#`: those of a Windows path stand for themselves. */
function unescape(word: string): string {
  return word
    .replace(/(\\+)([ #])/g, (_, slashes: string, sign: string) => {
      return slashes.slice(0, Math.floor(slashes.length / 2)) + sign;
    })
    .replaceAll('$$', '$');
}
