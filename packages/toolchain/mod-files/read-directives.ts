import type { CommonDirectives, ModFileFault, ModuleVersion } from './mod-file';
import { isDirectoryPath, majorMismatch, pathMajor } from './module-path';
import type { Statement } from './read-statements';
import { unquoteWord } from './unquote';
import { canonicalVersion } from './versions';

type Writable<T> = { -readonly [Key in keyof T]: T[Key] extends readonly (infer One)[] ? One[] : T[Key] };

/** How a go.mod is read: a main module's strictly, a dependency's with what newer versions of Go may have added. */
export type ModFileRole = 'main' | 'dependency';

const GO_VERSION = /^[1-9][0-9]*\.(?:0|[1-9][0-9]*)(?:\.(?:0|[1-9][0-9]*))?(?:[a-z]+[0-9]+)?$/;
const LAX_GO_VERSION = /^v?([1-9][0-9]*\.(?:0|[1-9][0-9]*))[^0-9][^]*$/;
const TOOLCHAIN = /^default$|^go1(?:$|\.)/;

/**
 * Reads what go.mod and go.work have in common, and the words of the other directives
 * (golang.org/x/mod/modfile/rule.go: add, parseReplace). What the go command refuses becomes a fault.
 */
export class DirectiveReader {
  readonly common: Writable<CommonDirectives> = { godebug: [], replace: [] };

  constructor(
    readonly faults: ModFileFault[],
    private readonly role: ModFileRole,
  ) {}

  refuse({ line }: Statement, message: string): undefined {
    this.faults.push({ line, message });
    return undefined;
  }

  readGo(statement: Statement): void {
    const [version] = statement.words;
    if (this.common.go !== undefined) return this.refuse(statement, 'repeated go statement');
    if (version === undefined || statement.words.length > 1)
      return this.refuse(statement, 'go directive expects exactly one argument');
    const readable = GO_VERSION.test(version)
      ? version
      : this.role === 'dependency'
        ? LAX_GO_VERSION.exec(version)?.[1]
        : undefined;
    if (readable === undefined)
      return this.refuse(statement, `invalid go version '${version}': must match format 1.23.0`);
    this.common.go = readable;
  }

  readToolchain(statement: Statement): void {
    const [name] = statement.words;
    if (this.common.toolchain !== undefined) return this.refuse(statement, 'repeated toolchain statement');
    if (name === undefined || statement.words.length > 1)
      return this.refuse(statement, 'toolchain directive expects exactly one argument');
    if (!TOOLCHAIN.test(name))
      return this.refuse(
        statement,
        `invalid toolchain version '${name}': must match format go1.23.0 or default`,
      );
    this.common.toolchain = name;
  }

  readGodebug(statement: Statement): void {
    const [setting = ''] = statement.words;
    const equals = setting.indexOf('=');
    if (statement.words.length !== 1 || equals === -1 || /["'`,]/.test(setting))
      return this.refuse(statement, 'usage: godebug key=value');
    this.common.godebug.push({ key: setting.slice(0, equals), value: setting.slice(equals + 1) });
  }

  readReplace(statement: Statement): void {
    const { words } = statement;
    const arrow = words[1] === '=>' ? 1 : 2;
    const given = words.length - arrow;
    if (given < 2 || given > 3 || words[arrow] !== '=>')
      return this.refuse(
        statement,
        'usage: replace module/path [v1.2.3] => other/module v1.4 or replace module/path [v1.2.3] => ../local/directory',
      );
    const old =
      arrow === 2 ? this.readModuleVersion(statement, 0) : this.readModulePath(statement, words[0] ?? '');
    if (old === undefined) return;
    const replacement = given === 2 ? this.readDirectory(statement) : this.readReplacingModule(statement);
    if (replacement === undefined) return;
    this.common.replace.push({ old, new: replacement, line: statement.line });
  }

  /** `module/path v1.2.3` from the word at `index`. */
  readModuleVersion(statement: Statement, index: number): ModuleVersion | undefined {
    const path = this.readWord(statement, statement.words[index] ?? '');
    if (path === undefined) return undefined;
    const version = this.readVersion(statement, statement.words[index + 1] ?? '');
    if (version === undefined) return undefined;
    const major = pathMajor(path);
    if (major === undefined) return this.refuse(statement, `invalid module path: ${path}`);
    const mismatch = majorMismatch(version, major);
    if (mismatch !== undefined)
      return this.refuse(statement, `${path}: version "${version}" invalid: ${mismatch}`);
    return { path, version };
  }

  /** The only argument of a directive. */
  readOnly(statement: Statement, usage: string): string | undefined {
    const [word] = statement.words;
    if (word === undefined || statement.words.length > 1) return this.refuse(statement, usage);
    return this.readWord(statement, word);
  }

  readWord(statement: Statement, word: string): string | undefined {
    return unquoteWord(word) ?? this.refuse(statement, `invalid quoted string: ${word}`);
  }

  private readVersion(statement: Statement, word: string): string | undefined {
    const version = unquoteWord(word);
    const canonical = version === undefined ? undefined : canonicalVersion(version);
    return canonical ?? this.refuse(statement, `version ${word} invalid: must be of the form v1.2.3`);
  }

  private readModulePath(statement: Statement, word: string): ModuleVersion | undefined {
    const path = this.readWord(statement, word);
    if (path === undefined) return undefined;
    if (pathMajor(path) === undefined) return this.refuse(statement, `invalid module path: ${path}`);
    return { path, version: '' };
  }

  private readReplacingModule(statement: Statement): ModuleVersion | undefined {
    const [name = '', written = ''] = statement.words.slice(-2);
    const path = this.readWord(statement, name);
    if (path === undefined) return undefined;
    const version = this.readVersion(statement, written);
    if (version === undefined) return undefined;
    if (isDirectoryPath(path))
      return this.refuse(statement, `replacement module directory path "${path}" cannot have version`);
    return { path, version };
  }

  private readDirectory(statement: Statement): ModuleVersion | undefined {
    const path = this.readWord(statement, statement.words.at(-1) ?? '');
    if (path === undefined) return undefined;
    if (!isDirectoryPath(path))
      return this.refuse(
        statement,
        path.includes('@')
          ? "replacement module must match format 'path version', not 'path@version'"
          : 'replacement module without version must be directory path (rooted or starting with . or ..)',
      );
    if (process.platform !== 'win32' && path.includes('\\'))
      return this.refuse(
        statement,
        'replacement directory appears to be Windows path (on a non-windows system)',
      );
    return { path, version: '' };
  }
}
