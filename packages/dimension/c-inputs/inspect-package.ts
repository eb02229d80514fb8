import { mkdtempSync, realpathSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve, sep } from 'node:path';
import { findAskedHeaders } from './compiler/asked-headers';
import { addPkgConfigFlags, type CSettings } from './compiler/c-settings';
import type { ExaminedUnit } from './compiler/examine-units';
import { findFortranInputs, type FortranInputs } from './compiler/fortran-inputs';
import { mergeHeaderSearch } from './compiler/search-report';
import { examinePackage, type ExaminedPackage } from './examine-package';
import { createLinkSearch } from './libraries/link-search';
import { findLinkerInputs, type LinkerInputs } from './libraries/linker-inputs';
import { LogicalPaths } from './logical-path';
import type { Dependencies } from './memo/closure-memo';
import { directoriesToWatch } from './memo/watched-directories';
import { actualPath } from './overlaid-package';
import { runPkgConfig, type PkgConfigAnswer } from './pkg-config/run-pkg-config';
import { plainPath } from './plain-path';
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

/** The tools' answers, before they are put together. */
interface Answers {
  readonly workDir: string;
  readonly logical: LogicalPaths;
  readonly pkgConfig: PkgConfigAnswer;
  readonly examined: ExaminedPackage;
  readonly fortran: FortranInputs;
  readonly linker: LinkerInputs;
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
    const examined = await examinePackage(pkg, settings, context, { logical, workDir });
    const fortran = await findFortranInputs(pkg, settings, context);
    const linker = await findLinkerInputs(pkg, settings, context, createLinkSearch(context, workDir));
    return combine(pkg, context, { workDir, logical, pkgConfig, examined, fortran, linker });
  } finally {
    rmSync(workDir, { recursive: true, force: true });
  }
}

function combine(pkg: CgoPackage, context: CContext, answers: Answers): Inspection {
  const { workDir, logical, pkgConfig, examined, fortran, linker } = answers;
  const units = examined.results.filter((result): result is ExaminedUnit => result.kind === 'examined');
  const failed = examined.results.filter((result) => result.kind === 'failed');
  const read = units.flatMap(({ files }) => files).filter(({ path }) => !path.startsWith(workDir + sep));
  const unresolved = units.flatMap((unit) =>
    unit.unresolved.map((name) => `${unit.name}: assembly names ${name}`),
  );
  const failures = [
    ...(pkgConfig.failure === undefined ? [] : [pkgConfig.failure]),
    ...failed.map(({ name, reason }) => `${name}: ${reason}`),
    ...fortran.notes,
  ];
  return {
    files: asMap([...read, ...fortran.files, ...linker.files]),
    facts: [
      ...units.map(({ name, textDigest }) => `text ${name} ${textDigest}`),
      ...failed.map(({ name }) => `failed ${name}`),
      ...[...linker.missing, ...unresolved].map((name) => `missing ${logical.rewrite(name)}`),
      `pkg-config --cflags ${logical.rewrite(JSON.stringify(pkgConfig.cflags))}`,
      `pkg-config --libs ${logical.rewrite(JSON.stringify(pkgConfig.libs))}`,
    ],
    notes: [
      ...failures,
      ...unresolved.map((what) => `${what}, which was not found`),
      ...linker.missing.map((name) => `${name} was not found where the linker looks`),
    ],
    dependencies: {
      goFiles: pkg.cgoFiles.map((file) => actualPath(join(pkg.dir, file), context)),
      others: [...pkgConfig.files, ...examined.copied],
      directories: [
        ...new Set([
          ...watchedFor(
            units,
            read.map(({ path }) => path),
            workDir,
          ),
          ...pkgConfig.directories,
          ...linker.directories,
          ...fortran.directories,
        ]),
      ],
    },
    hasFailed: failures.length > 0,
  };
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
