import { unquoteWord } from '../mod-files/unquote';
import type { BuildInfo, BuildModule } from './build-info';

/**
 * Parses the text that Go embeds, by the rules of Go's own parser (runtime/debug/mod.go: ParseBuildInfo). Lines of another kind
 * are left to later versions of Go.
 *
 * @returns undefined where a line is malformed
 */
export function parseModuleInfo(text: string): Omit<BuildInfo, 'goVersion'> | undefined {
  const info = new ParsedInfo();
  // What follows the last line break is no line.
  for (const line of text.split('\n').slice(0, -1)) if (info.take(line) === 'malformed') return undefined;
  return info;
}

type Taken = 'taken' | 'malformed';

class ParsedInfo implements Omit<BuildInfo, 'goVersion'> {
  path = '';
  main: BuildModule | undefined;
  readonly deps: BuildModule[] = [];
  readonly settings = new Map<string, string>();
  /** Puts a replacement to the module of the line before. */
  private replaceLast: ((replace: BuildModule) => void) | undefined;

  take(line: string): Taken {
    const end = line.indexOf('\t');
    const rest = line.slice(end + 1);
    switch (end === -1 ? '' : line.slice(0, end)) {
      case 'path':
        this.path = rest;
        return 'taken';
      case 'mod':
        return this.takeMain(moduleOf(rest));
      case 'dep':
        return this.takeDep(moduleOf(rest));
      case '=>':
        return this.takeReplacement(rest);
      case 'build':
        return this.takeSetting(settingOf(rest));
      default:
        return 'taken';
    }
  }

  private takeMain(module: BuildModule | undefined): Taken {
    if (module === undefined) return 'malformed';
    this.main = module;
    this.replaceLast = (replace) => (this.main = { ...module, replace });
    return 'taken';
  }

  private takeDep(module: BuildModule | undefined): Taken {
    if (module === undefined) return 'malformed';
    const index = this.deps.push(module) - 1;
    this.replaceLast = (replace) => (this.deps[index] = { ...module, replace });
    return 'taken';
  }

  private takeReplacement(rest: string): Taken {
    const replace = rest.split('\t').length === 3 ? moduleOf(rest) : undefined;
    if (replace === undefined || this.replaceLast === undefined) return 'malformed';
    this.replaceLast(replace);
    this.replaceLast = undefined;
    return 'taken';
  }

  private takeSetting(setting: readonly [string, string] | undefined): Taken {
    if (setting === undefined) return 'malformed';
    this.settings.set(...setting);
    return 'taken';
  }
}

function moduleOf(columns: string): BuildModule | undefined {
  const [path = '', version, sum = '', ...more] = columns.split('\t');
  return version === undefined || more.length > 0 ? undefined : { path, version, sum };
}

const QUOTED = '"(?:[^"\\\\]|\\\\.)*"|`[^`]*`';
const SETTING = new RegExp(`^(${QUOTED}|[^= \\t\\r"\`]+)=(${QUOTED}|[^ \\t\\r"\`]*)$`);

/** `key=value`, each in quotes where it has blanks or quotes. */
function settingOf(text: string): readonly [string, string] | undefined {
  const [, key = '', value = ''] = SETTING.exec(text) ?? [];
  const parts = [unquote(key), unquote(value)] as const;
  return key === '' || parts[0] === undefined || parts[1] === undefined ? undefined : [parts[0], parts[1]];
}

function unquote(word: string): string | undefined {
  // strconv.Unquote drops carriage returns between backquotes.
  if (word.startsWith('`')) return word.slice(1, -1).replaceAll('\r', '');
  return word.startsWith('"') ? unquoteWord(word) : word;
}
