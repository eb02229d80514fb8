import { readdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isBeneath } from '../../support';
import {
  askGo,
  listPackages,
  readLocalReplacements,
  usesGoWork,
  type Env,
  type GoEnv,
  type GoPackage,
} from '../../toolchain';
import type { CgoPackage } from '../c-inputs';
import { EMPTY_LISTING, type Listing, type WorkspacePackage } from './listing';

export interface ListRequest {
  readonly go: string;
  readonly cwd: string;
  readonly env: Env;
  readonly goEnv: GoEnv;
  /** Build flags that decide which files and imports a package has: -tags, -race, -mod, -overlay … */
  readonly flags: readonly string[];
  /** Absolute path of what `-modfile` names. */
  readonly modfile: string | undefined;
}

type MainModules = Listing['modules'];

/**
 * The cgo packages of the standard library that programs import. They count whether or not somebody imports them by now: the
 * first import of `net` must not make another dimension of the workspace.
 */
const STANDARD_CGO = ['net', 'os/user', 'runtime/cgo'];

/** Asks the go command for all packages of the main modules and what they import. Broken packages are listed with their errors. */
export async function listWorkspace(request: ListRequest): Promise<Listing> {
  const modules = await listMainModules(request);
  if (modules.length === 0) return EMPTY_LISTING;
  const patterns = modules.map(({ dir }) => join(dir, '...'));
  const standard = request.goEnv.CGO_ENABLED === '1' ? STANDARD_CGO : [];
  const args = ['-deps', '-test', ...request.flags, ...patterns, ...standard];
  const listed = reduceListing(await listPackages({ ...request, args }), request.goEnv);
  const packages = listed.packages.map((one) => ({ ...one, links: linksIn(one.dir) }));
  return { ...listed, packages, modules, replacedDirs: replacedDirectories(modules, request) };
}

function linksIn(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => entry.isSymbolicLink()).map(({ name }) => name);
  } catch {
    return []; // Gone meanwhile: the go command will say so.
  }
}

/** @throws GoshawkError 'go-list-failed' in Go's own words, where go.mod or go.work cannot be read */
async function listMainModules({ go, cwd, env, flags }: ListRequest): Promise<MainModules> {
  const modfile = flags.filter((flag) => flag.startsWith('-modfile='));
  const args = ['list', '-m', ...modfile, '-f', '{{.Path}}\t{{.Dir}}'];
  const failure = { code: 'go-list-failed', what: '`go list -m`' };
  const lines = (await askGo({ go, cwd, env, args, failure })).split(/\r?\n/);
  return lines.map((line) => line.split('\t')).flatMap(([path, dir]) => (path && dir ? [{ path, dir }] : []));
}

/** Replacements count in go.work and in the go.mod of main modules, or in what stands for it. */
function replacedDirectories(modules: MainModules, { goEnv, modfile }: ListRequest): string[] {
  const files = modules.map(({ dir }) => ({ file: modfile ?? join(dir, 'go.mod'), dir }));
  if (usesGoWork(goEnv)) files.push({ file: goEnv.GOWORK, dir: dirname(goEnv.GOWORK) });
  const directories = files.flatMap(({ file, dir }) =>
    readLocalReplacements(file).map((target) => resolve(dir, target)),
  );
  return [...new Set(directories)].sort();
}

/** Reduces the go command's answer; pure. */
function reduceListing(all: readonly GoPackage[], goEnv: GoEnv): Omit<Listing, 'modules' | 'replacedDirs'> {
  const outside = [goEnv.GOROOT, goEnv.GOMODCACHE].filter((root) => root !== '');
  const isOutside = (dir: string) => outside.some((root) => isBeneath(dir, root));
  const byImportPath = new Map(all.map((listed) => [listed.ImportPath, listed]));
  // Variants such as `a [a.test]` and `a_test [a.test]` belong to the tests of `a`; the plain form is the package.
  const plain = all.filter((listed) => listed.ForTest === undefined && !listed.ImportPath.endsWith('.test'));
  const workspace = plain.filter(({ Dir }) => Dir !== '' && !isOutside(Dir));
  const indexOf = new Map(workspace.map((listed, index) => [listed.ImportPath, index]));
  const reach = new Reach(byImportPath, indexOf);
  const variants = groupTestVariants(all);
  const packages = workspace.map((listed, index): WorkspacePackage => {
    const buildDeps = reach.from([listed.ImportPath]);
    const tests = variants.get(listed.ImportPath) ?? [];
    const testDeps = tests.length === 0 ? buildDeps : reach.from([listed.ImportPath, ...tests]);
    return {
      importPath: listed.ImportPath,
      dir: listed.Dir,
      name: listed.Name,
      modulePath: listed.Module?.Path ?? '',
      hasTests: (listed.TestGoFiles ?? []).length + (listed.XTestGoFiles ?? []).length > 0,
      embedFiles: embeddedIn(listed),
      links: [],
      errors: errorsOf(listed),
      buildDeps: [...new Set([index, ...buildDeps])].sort((a, b) => a - b),
      testDeps: [...new Set([index, ...testDeps])].sort((a, b) => a - b),
    };
  });
  const cgo = plain.filter(isCgo);
  const inModuleCache = plain.filter((listed) => isBeneath(listed.Dir, goEnv.GOMODCACHE));
  return {
    packages,
    cgo: cgo.filter((listed) => indexOf.has(listed.ImportPath)).map(toCgoPackage),
    outsideCgo: cgo.filter((listed) => !indexOf.has(listed.ImportPath)).map(toCgoPackage),
    moduleCacheDirs: inModuleCache.map((listed) => listed.Dir).sort(),
    moduleCacheRoots: [...new Set(inModuleCache.flatMap(({ Module }) => Module?.Dir ?? []))].sort(),
    embedDirs: [...new Set(workspace.flatMap(embedDirectories))].sort(),
    missing: plain.filter((listed) => listed.Dir === '').map((listed) => listed.ImportPath),
  };
}

/** Walks imports once per package and remembers which workspace packages each reaches. */
class Reach {
  constructor(
    private readonly byImportPath: ReadonlyMap<string, GoPackage>,
    private readonly indexOf: ReadonlyMap<string, number>,
  ) {}

  from(importPaths: readonly string[]): number[] {
    const seen = new Set<string>();
    const found = new Set<number>();
    const queue = [...importPaths];
    for (let next = queue.pop(); next !== undefined; next = queue.pop()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const listed = this.byImportPath.get(next);
      if (listed === undefined || listed.Standard === true) continue;
      const index = this.indexOf.get(stripVariant(next));
      if (index !== undefined) found.add(index);
      queue.push(...(listed.Imports ?? []).map((path) => listed.ImportMap?.[path] ?? path));
    }
    return [...found].sort((a, b) => a - b);
  }
}

/** `a [b.test]` is package a compiled for the tests of b. */
function stripVariant(importPath: string): string {
  const bracket = importPath.indexOf(' [');
  return bracket === -1 ? importPath : importPath.slice(0, bracket);
}

function groupTestVariants(all: readonly GoPackage[]): Map<string, string[]> {
  const variants = new Map<string, string[]>();
  for (const listed of all) {
    if (listed.ForTest === undefined || listed.ForTest === '') continue;
    // `a [a.test]` and `a_test [a.test]` carry ForTest a; so do dependencies recompiled for that test.
    const own = variants.get(listed.ForTest) ?? [];
    own.push(listed.ImportPath);
    variants.set(listed.ForTest, own);
  }
  return variants;
}

function embeddedIn(listed: GoPackage): string[] {
  return [...new Set([...listed.EmbedFiles, ...listed.TestEmbedFiles, ...listed.XTestEmbedFiles])].sort();
}

/** What embed patterns reach into: directories with files that are embedded, and names of which nothing is embedded yet. */
function embedDirectories(listed: GoPackage): string[] {
  const { Dir, EmbedPatterns, TestEmbedPatterns, XTestEmbedPatterns } = listed;
  const files = embeddedIn(listed);
  const withFiles = files.filter((file) => file.includes('/'));
  const named = [...EmbedPatterns, ...TestEmbedPatterns, ...XTestEmbedPatterns]
    .map((pattern) => pattern.replace(/^all:/, ''))
    .filter((pattern) => !/^[^/]*[*?[\\]/.test(pattern));
  const tops = [...withFiles, ...named].map((path) => path.split('/')[0] ?? '');
  return tops.filter((top) => top !== '' && !files.includes(top)).map((top) => join(Dir, top));
}

function errorsOf(listed: GoPackage): string[] {
  const own = listed.Error === undefined ? [] : [listed.Error];
  const all = [...own, ...(listed.DepsErrors ?? [])].map(({ Pos, Err }) => (Pos ? `${Pos}: ${Err}` : Err));
  return [...new Set(all)];
}

function isCgo(listed: GoPackage): boolean {
  return (listed.CgoFiles ?? []).length > 0;
}

function toCgoPackage(listed: GoPackage): CgoPackage {
  return {
    importPath: listed.ImportPath,
    dir: listed.Dir,
    cgoFiles: listed.CgoFiles ?? [],
    cFiles: listed.CFiles ?? [],
    cxxFiles: listed.CXXFiles ?? [],
    mFiles: listed.MFiles ?? [],
    fFiles: listed.FFiles ?? [],
    sFiles: listed.SFiles ?? [],
    hFiles: listed.HFiles ?? [],
    cflags: listed.CgoCFLAGS ?? [],
    cppflags: listed.CgoCPPFLAGS ?? [],
    cxxflags: listed.CgoCXXFLAGS ?? [],
    fflags: listed.CgoFFLAGS ?? [],
    ldflags: listed.CgoLDFLAGS ?? [],
    pkgConfig: listed.CgoPkgConfig ?? [],
  };
}
