import type { BuildInfo, BuiltModule } from './build-info';

/**
 * The output of `go version -m file`: `file: go1.21.13`, then lines of a tab, a key and its values separated by tabs
 * (runtime/debug/mod.go: BuildInfo.String). Undefined when it describes no binary.
 */
export function parseBuildInfoText(text: string): BuildInfo | undefined {
  const [first = '', ...lines] = text.split('\n');
  const goVersion = first.slice(first.lastIndexOf(': ') + 2).trim();
  const info: BuildInfo = { goVersion, path: '', deps: [], settings: {} };
  if (!first.includes(': ') || goVersion === '') return undefined;
  for (const line of lines) addLine(info, line.replace(/\r$/, '').split('\t').slice(1));
  return info;
}

function addLine(info: BuildInfo, [key, ...values]: string[]): void {
  switch (key) {
    case 'path':
      info.path = values[0] ?? '';
      break;
    case 'mod':
      info.main = toModule(values);
      break;
    case 'dep':
      info.deps.push(toModule(values));
      break;
    case '=>': {
      const replaced = info.deps.at(-1) ?? info.main;
      if (replaced !== undefined) replaced.replace = toModule(values);
      break;
    }
    case 'build':
      addSetting(info.settings, values.join('\t'));
      break;
    default: // The empty line at the end, or what a later Go adds.
  }
}

function toModule([path = '', version = '', sum = '']: string[]): BuiltModule {
  return { path, version, sum };
}

/** KEY=value; key and value are Go string literals where they contain blanks, quotes or, for the key, an equals sign. */
function addSetting(settings: Record<string, string>, text: string): void {
  const { value: key, rest } = takeKey(text);
  settings[key] = unquoteGo(rest.replace(/^=/, ''));
}

function takeKey(text: string): { value: string; rest: string } {
  const literal = /^(?:"(?:[^"\\]|\\.)*"|`[^`]*`)/.exec(text)?.[0];
  const raw = literal ?? text.split('=', 1)[0] ?? '';
  return { value: unquoteGo(raw), rest: text.slice(raw.length) };
}

function unquoteGo(text: string): string {
  if (/^`[^`]*`$/.test(text)) return text.slice(1, -1);
  if (!/^"(?:[^"\\]|\\.)*"$/.test(text)) return text;
  return text
    .slice(1, -1)
    .replace(ESCAPE, (_whole, hex2?: string, hex4?: string, hex8?: string, one?: string) => {
      const code = hex2 ?? hex4 ?? hex8;
      if (code !== undefined) return String.fromCodePoint(parseInt(code, 16));
      return SINGLE_ESCAPES[one ?? ''] ?? one ?? '';
    });
}

const ESCAPE = /\\(?:x([0-9a-f]{2})|u([0-9a-f]{4})|U([0-9a-f]{8})|(.))/g;
const SINGLE_ESCAPES: Readonly<Record<string, string>> = {
  a: '\x07',
  b: '\b',
  f: '\f',
  n: '\n',
  r: '\r',
  t: '\t',
  v: '\v',
};
