import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { findAskedHeaders } from './compiler/asked-headers';
import { addPkgConfigFlags, type CSettings } from './compiler/c-settings';
import { examineAssembly, examineUnits, type ExaminedUnit, type UnitResult } from './compiler/examine-units';
import { findFortranInputs } from './compiler/fortran-inputs';
import { generatedFiles } from './compiler/generated-files';
import { mergeHeaderSearch } from './compiler/search-report';
import { compiledAssembly, isPreprocessed, planUnits } from './compiler/translation-units';
import { createLinkSearch } from './libraries/link-search';
import { findLinkerInputs } from './libraries/linker-inputs';
import { LogicalPaths } from './logical-path';
import type { Dependencies } from './memo/closure-memo';
import { directoriesToWatch } from './memo/watched-directories';
import { plainPath } from './plain-path';
import { runPkgConfig } from './pkg-config/run-pkg-config';
import { readPreambles } from './preamble/read-go-files';
import type { CContext, CgoPackage, CInputRole } from './types';

/** All that was found out about a package by asking its compiler, pkg-config and linker. */
export interface Inspection {
  readonly files: ReadonlyMap<string, CInputRole>;
  /** Lines of the digest that are no files: texts, flags, what is missing. */
  readonly facts: readonly string[];
  readonly notes: readonly string[];
  readonly dependencies: Dependencies;
  /** A failure is looked into again next time: what would end it is not known. */
  readonly hasFailed: boolean;
}

/** Runs the preprocessor over everything that a build compiles for the package, and follows what the linker reads. */
export async function inspectPackage(
  pkg: CgoPackage,
  plain: CSettings,
  context: CContext,
): Promise<Inspection> {
  const workDir = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-c-')));
  try {
    const logical = new LogicalPaths([...context.roots, { name: 'object directory', dir: workDir }]);
    const pkgConfig = await runPkgConfig(pkg, plain.pkgConfig, context);
    const settings = addPkgConfigFlags(plain, pkgConfig);
    const results = await examineAll(pkg, settings, context, { logical, workDir });
    const fortran = await findFortranInputs(pkg, settings, context);
    const linker = await findLinkerInputs(pkg, settings, context, createLinkSearch(context, workDir));
    const examined = results.filter((result): result is ExaminedUnit => result.kind === 'examined');
    const read = examined.flatMap(({ files }) => files).filter(({ path }) => !path.startsWith(workDir + sep));
    const failures = results.flatMap((result) =>
      result.kind === 'failed' ? [`${result.name}: ${result.reason}`] : [],
    );
    const unresolved = examined.flatMap((unit) =>
      unit.unresolved.map((name) => `${unit.name}: assembly names ${name}`),
    );
    return {
      files: asMap([...read, ...fortran.files, ...linker.files]),
      facts: [
        ...examined.map(({ name, textDigest }) => `text ${name} ${textDigest}`),
        ...results.flatMap((result) => (result.kind === 'failed' ? [`failed ${result.name}`] : [])),
        ...[...linker.missing, ...unresolved].map((name) => `missing ${logical.rewrite(name)}`),
        `pkg-config --cflags ${logical.rewrite(JSON.stringify(pkgConfig.cflags))}`,
        `pkg-config --libs ${logical.rewrite(JSON.stringify(pkgConfig.libs))}`,
      ],
      notes: [
        ...(pkgConfig.failure === undefined ? [] : [pkgConfig.failure]),
        ...failures,
        ...unresolved.map((what) => `${what}, which was not found`),
        ...linker.missing.map((name) => `${name} was not found where the linker looks`),
        ...fortran.notes,
      ],
      dependencies: {
        goFiles: pkg.cgoFiles.map((file) => join(pkg.dir, file)),
        others: pkgConfig.files,
        directories: [
          ...new Set([
            ...watchedFor(
              examined,
              read.map(({ path }) => path),
              workDir,
            ),
            ...pkgConfig.directories,
            ...linker.directories,
            ...fortran.directories,
          ]),
        ],
      },
      hasFailed: failures.length > 0 || pkgConfig.failure !== undefined || fortran.notes.length > 0,
    };
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

async function examineAll(
  pkg: CgoPackage,
  settings: CSettings,
  context: CContext,
  { logical, workDir }: { logical: LogicalPaths; workDir: string },
): Promise<UnitResult[]> {
  const objectDir = join(workDir, 'object');
  const preambles = readPreambles(pkg);
  mkdirSync(objectDir);
  for (const { name, text } of generatedFiles(preambles, pkg.dir)) writeFileSync(join(objectDir, name), text);
  const units = planUnits(pkg, preambles, settings, context, objectDir);
  const assembly = compiledAssembly(pkg).filter((file) => !isPreprocessed(file));
  const flags = ['-I', pkg.dir, ...settings.cppFlags, ...settings.cFlags];
  return [
    ...(await examineUnits(units, context, logical, workDir)),
    ...assembly.map((file) => examineAssembly(file, pkg.dir, flags)),
  ];
}

function watchedFor(examined: readonly ExaminedUnit[], files: readonly string[], workDir: string): string[] {
  const search = mergeHeaderSearch(examined.map((unit) => unit.search));
  const watched = directoriesToWatch({ search, files, askedFor: findAskedHeaders([...new Set(files)]) });
  const assembler = examined.flatMap(({ assemblerDirectories }) => assemblerDirectories);
  return [...watched, ...assembler.map((path) => resolve(path))].filter(
    (path) => !(path + sep).startsWith(workDir + sep),
  );
}

/** One role a path; a source stays one when another unit includes it. */
function asMap(
  files: readonly { readonly path: string; readonly role: CInputRole }[],
): Map<string, CInputRole> {
  const map = new Map<string, CInputRole>();
  for (const { path, role } of files) {
    const plain = plainPath(path);
    if (role === 'source' || !map.has(plain)) map.set(plain, role);
  }
  return map;
}
