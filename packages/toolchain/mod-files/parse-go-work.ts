import type { GoWorkFile, ModFileFault } from './mod-file';
import { DirectiveReader } from './read-directives';
import { readStatements, type Statement } from './read-statements';

const BLOCKS = new Set(['godebug', 'use', 'replace']);

export interface ParsedGoWork {
  /** What can be read; the go command reads nothing of a file with faults. */
  readonly file: GoWorkFile;
  /** By line. */
  readonly faults: readonly ModFileFault[];
}

/** Reads a go.work (golang.org/x/mod/modfile/work.go: ParseWork). */
export function parseGoWork(text: string): ParsedGoWork {
  const { statements, faults } = readStatements(text, BLOCKS);
  const directives = new DirectiveReader(faults, 'main');
  const use: { path: string; line: number }[] = [];
  for (const statement of statements) {
    if (statement.verb !== 'use') readCommon(directives, statement);
    else {
      const path = directives.readOnly(statement, 'usage: use local/dir');
      if (path !== undefined) use.push({ path, line: statement.line });
    }
  }
  return { file: { ...directives.common, use }, faults: faults.sort((a, b) => a.line - b.line) };
}

function readCommon(directives: DirectiveReader, statement: Statement): void {
  switch (statement.verb) {
    case 'go':
      return directives.readGo(statement);
    case 'toolchain':
      return directives.readToolchain(statement);
    case 'godebug':
      return directives.readGodebug(statement);
    case 'replace':
      return directives.readReplace(statement);
    default:
      return directives.refuse(statement, `unknown directive: ${statement.verb}`);
  }
}
