import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { mapParallel, sha256Of } from '../../../support';
import { isFile } from '../libraries/find-library';
import type { LogicalPaths } from '../logical-path';
import type { CContext, CInputRole } from '../types';
import { namesInAssembly, namesInC, type AssembledNames } from './assembled-files';
import { includeDirectories } from './include-directories';
import { preprocess, type NotPreprocessed } from './preprocess';
import type { HeaderSearch } from './search-report';
import type { TranslationUnit } from './translation-units';

/** What one translation unit reads, and the digest of what the preprocessor makes of it. */
export interface ExaminedUnit {
  readonly kind: 'examined';
  readonly name: string;
  readonly files: readonly { readonly path: string; readonly role: CInputRole }[];
  readonly textDigest: string;
  readonly search: HeaderSearch;
  /** Where assembly looks for the files that it names. */
  readonly assemblerDirectories: readonly string[];
  /** Names for which there is no file, or no literal. */
  readonly unresolved: readonly string[];
}

export type UnitResult = ExaminedUnit | (NotPreprocessed & { readonly name: string });

/** Preprocesses all units; `outputDir` takes the preprocessor's output. */
export function examineUnits(
  units: readonly TranslationUnit[],
  context: CContext,
  logical: LogicalPaths,
  outputDir: string,
): Promise<UnitResult[]> {
  return mapParallel(units, availableParallelism(), async (unit, index): Promise<UnitResult> => {
    const result = await preprocess(unit, join(outputDir, String(index)), context.env);
    if (result.kind === 'failed') return { ...result, name: unit.name };
    const source = join(unit.cwd, unit.file);
    const assembled = resolveAssembled(namesIn(unit, result.text), unit);
    return {
      kind: 'examined',
      name: unit.name,
      files: [
        ...result.files.map((path) => ({
          path,
          role: path === source ? ('source' as const) : ('header' as const),
        })),
        ...assembled.files.map((path) => ({ path, role: 'assembled' as const })),
      ],
      textDigest: sha256Of(Buffer.from(logical.rewriteBytes(result.text), 'latin1')),
      search: result.search,
      assemblerDirectories: assembled.directories,
      unresolved: assembled.unresolved,
    };
  });
}

/** A `.s` file, which no preprocessor sees. */
export function examineAssembly(file: string, directory: string, flags: readonly string[]): UnitResult {
  const unit = { name: file, command: flags, cwd: directory, file };
  const path = join(directory, file);
  if (!isFile(path)) return { kind: 'failed', name: file, reason: `${path} is missing` };
  const { files, directories, unresolved } = resolveAssembled(
    namesInAssembly(readFileSync(path, 'latin1')),
    unit,
  );
  return {
    kind: 'examined',
    name: file,
    files: [{ path, role: 'source' }, ...files.map((found) => ({ path: found, role: 'assembled' as const }))],
    textDigest: '',
    search: { directories: [], absent: [] },
    assemblerDirectories: directories,
    unresolved,
  };
}

function namesIn({ file }: TranslationUnit, text: string): AssembledNames {
  return /\.(?:S|sx)$/.test(file) ? namesInAssembly(text) : namesInC(text);
}

interface ResolvedNames {
  readonly files: readonly string[];
  readonly directories: readonly string[];
  readonly unresolved: readonly string[];
}

/** The assembler looks in its working directory, then through -I; what an included file names is followed. */
function resolveAssembled(names: AssembledNames, { cwd, command }: TranslationUnit): ResolvedNames {
  const directories = [cwd, ...includeDirectories(command, cwd)];
  const files = new Set<string>();
  const unresolved = names.hasUnknown ? ['a name that is no literal'] : [];
  const queue = [...names.included];
  for (const name of queue) {
    const places = isAbsolute(name) ? [name] : directories.map((directory) => resolve(directory, name));
    const found = places.find(isFile);
    if (found === undefined) unresolved.push(name);
    if (found === undefined || files.has(found)) continue;
    files.add(found);
    if (/\.(?:s|S|inc|asm)$/.test(found))
      queue.push(...namesInAssembly(readFileSync(found, 'latin1')).included);
  }
  const isUsed = files.size + unresolved.length > 0;
  return { files: [...files], directories: isUsed ? directories : [], unresolved };
}
