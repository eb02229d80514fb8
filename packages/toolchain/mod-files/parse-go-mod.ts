import type { GoModFile, ModFileFault, ModuleVersion, Requirement } from './mod-file';
import { DirectiveReader, type ModFileRole } from './read-directives';
import { readStatements, type Statement } from './read-statements';
import { unquoteWord } from './unquote';

const BLOCKS = new Set(['module', 'godebug', 'require', 'exclude', 'replace', 'retract', 'tool', 'ignore']);
/** Of a dependency's go.mod, Go reads these only (golang.org/x/mod/modfile: ParseLax). */
const OF_DEPENDENCIES = new Set(['go', 'module', 'retract', 'require', 'ignore']);

export interface ParsedGoMod {
  /** What can be read; the go command reads nothing of a file with faults. */
  readonly file: GoModFile;
  /** By line. */
  readonly faults: readonly ModFileFault[];
}

/** Reads a go.mod as golang.org/x/mod/modfile does. That there must be a module line, of a main module, is no matter of syntax. */
export function parseGoMod(text: string, role: ModFileRole = 'main'): ParsedGoMod {
  const { statements, faults } = readStatements(text, BLOCKS);
  const ofSyntax = role === 'main' ? faults : faults.filter(({ message }) => !isUnknownBlock(message));
  const reader = new GoModReader(ofSyntax, role);
  for (const statement of statements) reader.read(statement);
  return { file: reader.file(), faults: ofSyntax.sort((a, b) => a.line - b.line) };
}

function isUnknownBlock(message: string): boolean {
  return message.startsWith('unknown block type');
}

class GoModReader {
  private readonly directives: DirectiveReader;
  private hasModule = false;
  private module: string | undefined;
  private readonly require: Requirement[] = [];
  private readonly exclude: ModuleVersion[] = [];
  private readonly ignore: string[] = [];
  private readonly tool: string[] = [];

  constructor(
    faults: ModFileFault[],
    private readonly role: ModFileRole,
  ) {
    this.directives = new DirectiveReader(faults, role);
  }

  file(): GoModFile {
    const { module, require, exclude, ignore, tool } = this;
    const { go, toolchain, godebug, replace } = this.directives.common;
    return { module, go, toolchain, godebug, require, exclude, replace, ignore, tool };
  }

  read(statement: Statement): void {
    const { directives } = this;
    const { verb } = statement;
    if (this.role === 'dependency' && !OF_DEPENDENCIES.has(verb)) return;
    switch (verb) {
      case 'require':
        return this.readRequire(statement);
      case 'replace':
        return directives.readReplace(statement);
      case 'module':
        return this.readModule(statement);
      case 'go':
        return directives.readGo(statement);
      case 'toolchain':
        return directives.readToolchain(statement);
      case 'exclude':
        return this.readExclude(statement);
      case 'tool':
      case 'ignore': {
        const word = directives.readOnly(statement, `${verb} directive expects exactly one argument`);
        if (word !== undefined) this[verb].push(word);
        return;
      }
      case 'godebug':
        return directives.readGodebug(statement);
      case 'retract':
        if (this.role === 'main' && !isRetraction(statement.words))
          directives.refuse(statement, 'usage: retract v1.2.3 or retract [v1.2.3, v1.2.4]');
        return;
      default:
        return directives.refuse(statement, `unknown directive: ${verb}`);
    }
  }

  private readModule(statement: Statement): void {
    if (this.hasModule) return this.directives.refuse(statement, 'repeated module statement');
    this.hasModule = true;
    this.module = this.directives.readOnly(statement, 'usage: module module/path');
  }

  private readRequire(statement: Statement): void {
    const module = this.readModuleVersion(statement);
    if (module === undefined) return;
    const isIndirect =
      statement.comment !== undefined && /^\s*indirect(?:\s*$|;\s+\S)/.test(statement.comment);
    this.require.push({ path: module.path, version: module.version, isIndirect, line: statement.line });
  }

  private readExclude(statement: Statement): void {
    const module = this.readModuleVersion(statement);
    if (module !== undefined) this.exclude.push(module);
  }

  private readModuleVersion(statement: Statement): ModuleVersion | undefined {
    if (statement.words.length === 2) return this.directives.readModuleVersion(statement, 0);
    return this.directives.refuse(statement, `usage: ${statement.verb} module/path v1.2.3`);
  }
}

/** `v1`, or `[v1, v2]`: any words will do as versions (golang.org/x/mod/modfile/rule.go: parseVersionInterval). */
function isRetraction(words: readonly string[]): boolean {
  const [first, low, comma, high, end, ...more] = words;
  const versions = first === '[' ? [low, high] : [first];
  const isShaped =
    first === '[' ? comma === ',' && end === ']' && more.length === 0 : first !== '(' && words.length === 1;
  return isShaped && versions.every((version) => version !== undefined && unquoteWord(version) !== undefined);
}
