import { realpathSync } from 'node:fs';
import { basename, extname, isAbsolute, join } from 'node:path';
import type { Finding } from '../../../support';
import { compiledName } from '../compiler/generated-files';
import { isFile } from '../libraries/find-library';
import { plainPath } from '../plain-path';
import type { CgoPackage, CInputs } from '../types';
import { readRecording, type RecordedRead } from './dependency-recording';

export interface AfterBuildRequest {
  /** The file that `dependencyRecording` was given. */
  readonly recording: string;
  /** Every cgo package that the build may have compiled, those of GOROOT and the module cache included. */
  readonly packages: readonly { readonly pkg: CgoPackage; readonly inputs: CInputs }[];
}

/** Files that the compiler read for a package although no closure has them. */
export interface OutsideClosure {
  readonly importPath: string;
  readonly files: readonly string[];
}

export interface AfterBuildResult {
  /** Code 'c-input-outside-closure', one a package. */
  readonly findings: readonly Finding[];
  /** To be handed to `recordExtraInputs`: the next closure has them, and the package is rebuilt when they change. */
  readonly outside: readonly OutsideClosure[];
}

/** The object directory of a go command: gone with it, but not under `-work`. */
const OBJECT_DIRECTORY = /[/\\]go-build\d+[/\\]/;

/**
 * Compares what the C compilers of a build really read with the closures that were computed before it. A name that no
 * file bears is noise of a mangled line; a file that cannot be ascribed to a package counts for all that it may be of.
 */
export function afterBuildCheck({ recording, packages }: AfterBuildRequest): AfterBuildResult {
  const known = new KnownFiles(packages);
  const outside = new Map<string, Set<string>>();
  for (const read of uniqueReads(readRecording(recording))) {
    for (const [importPath, file] of placesOf(
      read,
      packages.map(({ pkg }) => pkg),
      known,
    )) {
      const files = outside.get(importPath) ?? new Set();
      outside.set(importPath, files.add(file));
    }
  }
  const result = [...outside].map(([importPath, files]) => ({ importPath, files: [...files].sort() }));
  result.sort((a, b) => (a.importPath < b.importPath ? -1 : 1));
  return { outside: result, findings: result.map(toFinding) };
}

/** Packages for which a file outside all closures was read, with its absolute path. */
function placesOf(
  read: RecordedRead,
  packages: readonly CgoPackage[],
  known: KnownFiles,
): [string, string][] {
  if (OBJECT_DIRECTORY.test(read.name)) return [];
  if (isAbsolute(read.name)) {
    const file = plainPath(read.name);
    if (known.has(file) || !isFile(file)) return [];
    const compiled = packages.filter((pkg) => compiles(pkg, read.target));
    return (compiled.length > 0 ? compiled : packages).map(({ importPath }) => [importPath, file]);
  }
  // Relative to the package or to the object directory, where copies of the package's files may lie.
  const places = packages
    .map(({ importPath, dir }): [string, string] => [importPath, plainPath(join(dir, read.name))])
    .filter(([, file]) => isFile(file));
  return places.some(([, file]) => known.has(file)) ? [] : places;
}

/** Whether an object file of that name comes from the package; the compiler names it after the source. */
function compiles(pkg: CgoPackage, target: string): boolean {
  const sources = [
    ...pkg.cFiles,
    ...pkg.cxxFiles,
    ...pkg.mFiles,
    ...pkg.sFiles,
    ...pkg.cgoFiles.map(compiledName),
  ];
  const name = basename(target, extname(target));
  return sources.some((source) => basename(source, extname(source)) === name);
}

class KnownFiles {
  private readonly names: ReadonlySet<string>;
  private readonly real: ReadonlySet<string>;

  constructor(packages: AfterBuildRequest['packages']) {
    const own = packages.flatMap(({ pkg }) =>
      [pkg.cFiles, pkg.cxxFiles, pkg.mFiles, pkg.sFiles, pkg.hFiles]
        .flat()
        .map((file) => join(pkg.dir, file)),
    );
    this.names = new Set([...own, ...packages.flatMap(({ inputs }) => inputs.files.map(({ path }) => path))]);
    this.real = new Set([...this.names].map(realPath));
  }

  has(file: string): boolean {
    return this.names.has(file) || this.real.has(realPath(file));
  }
}

function realPath(file: string): string {
  try {
    return realpathSync(file);
  } catch {
    return file; // Gone: then its own name is all there is to compare.
  }
}

function uniqueReads(reads: readonly RecordedRead[]): RecordedRead[] {
  return [...new Map(reads.map((read) => [`${read.target}\0${read.name}`, read])).values()];
}

function toFinding({ importPath, files }: OutsideClosure): Finding {
  const more = files.length > 3 ? ` and ${files.length - 3} more` : '';
  return {
    code: 'c-input-outside-closure',
    severity: 'warning',
    subject: importPath,
    evidence: `the C compiler read ${files.slice(0, 3).join(', ')}${more}, which the closure computed before the build lacks`,
    action: 'from the next run on these files count, and the package is rebuilt',
  };
}
