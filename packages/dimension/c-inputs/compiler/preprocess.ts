import { readFileSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import { GoshawkError, systemErrorCode, type Env } from '../../../support';
import { runProcess } from '../../../toolchain';
import { compilerEnvironment } from './compiler-environment';
import { parseMakeRules } from './make-rules';
import { parseHeaderSearch, type HeaderSearch } from './search-report';
import type { TranslationUnit } from './translation-units';

export interface Preprocessed {
  readonly kind: 'preprocessed';
  /** What was read, absolute but otherwise as the compiler names it (`..` and symbolic links included). */
  readonly files: readonly string[];
  /** The text without line markers; one character per byte. */
  readonly text: string;
  readonly search: HeaderSearch;
}

export interface NotPreprocessed {
  readonly kind: 'failed';
  /** The compiler's own first error, or why it did not start. */
  readonly reason: string;
}

/** Runs the real compiler's preprocessor over one unit. A failure is a value: the build itself shows it to the user. */
export async function preprocess(
  unit: TranslationUnit,
  outputStem: string,
  env: Env,
): Promise<Preprocessed | NotPreprocessed> {
  const [file = '', ...flags] = unit.command;
  const output = `${outputStem}.i`;
  const dependencies = `${outputStem}.d`;
  const look = ['-v', '-E', '-P', '-MD', '-MF', dependencies, '-MT', 'unit', '-o', output];
  try {
    const { exitCode, stderr } = await runProcess({
      file,
      args: [...flags, ...look, unit.file],
      cwd: unit.cwd,
      env: compilerEnvironment(env, unit.cwd),
      input: unit.input,
    });
    if (exitCode !== 0) return { kind: 'failed', reason: firstError(stderr) ?? `exit code ${exitCode}` };
    return {
      kind: 'preprocessed',
      files: readDependencies(dependencies, unit.cwd),
      text: readFileSync(output, 'latin1'),
      search: parseHeaderSearch(stderr),
    };
  } catch (error) {
    if (error instanceof GoshawkError) return { kind: 'failed', reason: error.message };
    if (systemErrorCode(error) === 'ENOENT')
      return { kind: 'failed', reason: 'it wrote no list of dependencies' };
    throw error;
  }
}

function readDependencies(file: string, cwd: string): string[] {
  return parseMakeRules(readFileSync(file, 'utf8'))
    .flatMap(({ prerequisites }) => prerequisites)
    .filter((name) => name !== '-')
    .map((name) => (isAbsolute(name) ? name : join(cwd, '/').concat(name)));
}

function firstError(stderr: string): string | undefined {
  return stderr.split(/\r?\n/).find((line) => /\berror: /.test(line));
}
