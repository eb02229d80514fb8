/** Files that assembly names itself, past the preprocessor. */
export interface AssembledNames {
  readonly included: readonly string[];
  /** Whether a directive names its file by something else than a literal. */
  readonly hasUnknown: boolean;
}

const NONE: AssembledNames = { included: [], hasUnknown: false };
/** At the start of a statement: behind a line's start, a label or a semicolon. */
const DIRECTIVE = /(?:^|[\n;:])[^\S\n]*\.(?:incbin|include)\b[^\S\n]*(?:"((?:[^"\\\n]|\\.)*)")?/g;
/** C string literals that stand side by side, raw ones of C++ included. */
const LITERALS = /(?:R"([^()\\\s]*)\([^]*?\)\1"|"(?:[^"\\\n]|\\.)*")(?:\s*"(?:[^"\\\n]|\\.)*")*/g;

/** `.incbin` and `.include` in assembly text. */
export function namesInAssembly(text: string): AssembledNames {
  const included: string[] = [];
  let hasUnknown = false;
  for (const [, name] of text.matchAll(DIRECTIVE)) {
    if (name === undefined) hasUnknown = true;
    else included.push(unescape(name));
  }
  return { included, hasUnknown };
}

/** The same in the inline assembly of preprocessed C: within string literals, which may be split anywhere. */
export function namesInC(text: string): AssembledNames {
  if (!/incbin|\.include\b/.test(text)) return NONE;
  const found = [...text.matchAll(LITERALS)].map(([literals]) => namesInAssembly(joinLiterals(literals)));
  return {
    included: found.flatMap(({ included }) => included),
    hasUnknown: found.some(({ hasUnknown }) => hasUnknown),
  };
}

function joinLiterals(literals: string): string {
  const raw = /^R"([^()\\\s]*)\(([^]*)\)\1"$/.exec(literals);
  if (raw?.[2] !== undefined) return raw[2];
  return [...literals.matchAll(/"((?:[^"\\\n]|\\.)*)"/g)]
    .map(([, content]) => unescape(content ?? ''))
    .join('');
}

function unescape(content: string): string {
  return content.replace(/\\(.)/g, (_, sign: string) => ({ n: '\n', t: '\t', r: '\r' })[sign] ?? sign);
}
