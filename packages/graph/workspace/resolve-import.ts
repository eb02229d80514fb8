import type { Disk } from '../disk/disk';
import type { BuildGroup } from './build-groups';
import { malformationOf } from './malformed-import';
import type { PackageContents } from './package-content';
import { isStandardPackage } from './standard-packages';
import { joinPath, parentOf, pathBelow } from './workspace-path';

/** What an import path comes to in a group of modules. */
export type Resolution =
  /** Of the standard library, or `C`. */
  | { readonly kind: 'standard' }
  /** A directory that can be read: of a main module, of one that replaces another, or vendored. */
  | { readonly kind: 'directory'; readonly directory: string; readonly vendoredModule?: string }
  /** In a module of the module cache. `back` is there where its packages may import ones of the workspace. */
  | { readonly kind: 'module'; readonly module: string; readonly back?: WayBack }
  /** It should be in `directory`, of a main module, and is not. */
  | { readonly kind: 'absent'; readonly directory: string }
  /** Nobody provides it, or more than one module. */
  | { readonly kind: 'unknown' };

/**
 * What is known of a package of the module cache that may lead back to modules of the group: where its source is, or, as
 * long as that is not there, the modules that it may import.
 */
export type WayBack =
  | { readonly kind: 'source'; readonly directory: string }
  | { readonly kind: 'modules'; readonly paths: readonly string[] };

/** Modules of a group, by path. */
export interface ModulesOfGroup {
  /** Directories of main modules and of those that replace modules of the build list. */
  readonly directories: ReadonlyMap<string, string>;
  /** Modules of the build list that lie in the module cache. */
  readonly cached: ReadonlySet<string>;
  /** Whether the module cache has a package of such a module; undefined where the module is not there. */
  hasCached(module: string, path: string): boolean | undefined;
  /** Where a package of such a module leads, if its module may use one of `directories`. */
  wayBack(module: string, path: string): WayBack | undefined;
}

const STANDARD: Resolution = { kind: 'standard' };
const UNKNOWN: Resolution = { kind: 'unknown' };

/** Finds packages as the go command does (cmd/go/internal/modload/import.go: importFromModules). */
export class ImportResolver {
  private readonly known = new Map<string, Resolution>();

  constructor(
    private readonly group: BuildGroup,
    private readonly modules: ModulesOfGroup,
    private readonly disk: Disk,
    private readonly contents: PackageContents,
  ) {}

  resolve(path: string): Resolution {
    const known = this.known.get(path);
    if (known !== undefined) return known;
    const made = this.find(path);
    this.known.set(path, made);
    return made;
  }

  private find(path: string): Resolution {
    if (path === 'C' || isStandardPackage(path)) return STANDARD;
    if (path === '' || path.startsWith('.') || path.startsWith('/')) return UNKNOWN;
    // Joined to the directory of its module, it would lead out of it.
    if (malformationOf(path) !== undefined) return UNKNOWN;
    const { vendor } = this.group;
    const own = this.inDirectories(path, vendor === undefined ? undefined : this.mainModules());
    if (own.found.length > 1) return UNKNOWN;
    const [directory] = own.found;
    if (directory !== undefined) return { kind: 'directory', directory };
    if (vendor !== undefined) return this.inVendor(path, vendor) ?? own.absent ?? UNKNOWN;
    return this.inModuleCache(path) ?? own.absent ?? UNKNOWN;
  }

  /** Directories that have the package; where none has, the one that should. */
  private inDirectories(
    path: string,
    only: ReadonlySet<string> | undefined,
  ): { found: string[]; absent: Resolution | undefined } {
    const found: string[] = [];
    let absent: Resolution | undefined;
    for (const prefix of prefixesOf(path)) {
      const root = this.modules.directories.get(prefix);
      if (root === undefined || only?.has(prefix) === false) continue;
      const directory = joinPath(root, path.slice(prefix.length + 1));
      if (this.isInOtherModule(directory, root)) continue;
      if (this.contents.in(directory) === undefined) absent ??= { kind: 'absent', directory };
      else found.push(directory);
    }
    return { found, absent };
  }

  /** Whether a go.mod stands between a directory and the module that it should belong to. */
  private isInOtherModule(directory: string, root: string): boolean {
    for (let at = directory; at !== root; at = parentOf(at)) {
      if (this.disk.directory(at)?.files.includes('go.mod') === true) return true;
    }
    return false;
  }

  private inVendor(path: string, { directory, moduleOf }: NonNullable<BuildGroup['vendor']>) {
    const place = joinPath(directory, path);
    const vendoredModule = moduleOf?.get(path);
    const counts = moduleOf === undefined || vendoredModule !== undefined;
    if (!counts || this.contents.in(place) === undefined) return undefined;
    return { kind: 'directory', directory: place, ...(vendoredModule && { vendoredModule }) } as const;
  }

  /** The longest module path wins, unless its module is known not to have the package. */
  private inModuleCache(path: string): Resolution | undefined {
    const candidates = prefixesOf(path).filter((prefix) => this.modules.cached.has(prefix));
    const has = (one: string) => this.modules.hasCached(one, pathBelow(path, one));
    const module =
      candidates.length <= 1
        ? candidates[0]
        : (candidates.find((one) => has(one) === true) ?? candidates.find((one) => has(one) === undefined));
    if (module === undefined) return undefined;
    const back = this.modules.wayBack(module, pathBelow(path, module));
    return { kind: 'module', module, ...(back && { back }) };
  }

  private mainModules(): ReadonlySet<string> {
    return new Set(this.group.modules.map(({ path }) => path));
  }
}

/** The path and every part of it that ends before a `/`, the longest first. */
function prefixesOf(path: string): string[] {
  const prefixes = [path];
  for (let at = path.lastIndexOf('/'); at > 0; at = path.lastIndexOf('/', at - 1)) {
    prefixes.push(path.slice(0, at));
  }
  return prefixes;
}
