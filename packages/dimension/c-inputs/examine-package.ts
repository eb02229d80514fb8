import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { CSettings } from './compiler/c-settings';
import { examineAssembly, examineUnits, type UnitResult } from './compiler/examine-units';
import { generatedFiles } from './compiler/generated-files';
import { compiledAssembly, isPreprocessed, planUnits } from './compiler/translation-units';
import type { LogicalPaths } from './logical-path';
import { layOutSources } from './overlaid-package';
import { readPreambles } from './preamble/read-go-files';
import type { CContext, CgoPackage } from './types';

export interface ExaminedPackage {
  readonly results: readonly UnitResult[];
  /** Files that were compiled as copies, and so are in no unit's list. */
  readonly copied: readonly string[];
}

/** Lays out an object directory as cmd/go and cmd/cgo do, and preprocesses what they would compile. */
export async function examinePackage(
  pkg: CgoPackage,
  settings: CSettings,
  context: CContext,
  { logical, workDir }: { logical: LogicalPaths; workDir: string },
): Promise<ExaminedPackage> {
  const objectDir = join(workDir, 'object');
  mkdirSync(objectDir);
  const preambles = readPreambles(pkg, context);
  for (const { name, text } of generatedFiles(preambles, pkg.dir)) writeFileSync(join(objectDir, name), text);
  const { sourceDir, copied } = layOutSources(pkg, context, objectDir);
  const units = planUnits(pkg, preambles, settings, context, { objectDir, sourceDir });
  const assembly = compiledAssembly(pkg).filter((file) => !isPreprocessed(file));
  const flags = ['-I', pkg.dir, ...settings.cppFlags, ...settings.cFlags];
  const preprocessed = await examineUnits(units, context, logical, workDir);
  return {
    results: [...preprocessed, ...assembly.map((file) => examineAssembly(file, sourceDir, flags))],
    copied,
  };
}
