import { posix, resolve, isAbsolute } from 'node:path';
import { parseGoWork, parseModulesTxt, type CommonDirectives, type GoWorkFile } from '../../toolchain';
import type { Releases } from '../conditions/conditions';
import type { Disk } from '../disk/disk';
import type { GraphFault } from './graph-fault';
import type { GoModule, GoModules } from './go-modules';
import { joinPath, parentOf, toWorkspacePath } from './workspace-path';

/** Modules that the go command builds together: those that a go.work uses, or one by itself. */
export interface BuildGroup {
  readonly goWork?: { readonly path: string; readonly file: GoWorkFile };
  /** Of the go.work, or of the one module. */
  readonly directory: string;
  /** Main modules. */
  readonly modules: readonly GoModule[];
  /** What its toolchain may be. */
  readonly releases: Releases;
  readonly vendor?: VendorDirectory;
}

export interface VendorDirectory {
  readonly directory: string;
  /** Modules by the import paths of their vendored packages; undefined where modules.txt does not say. */
  readonly moduleOf: ReadonlyMap<string, string> | undefined;
}

export interface GroupRequest {
  readonly disk: Disk;
  readonly modules: GoModules;
  /** Absolute. */
  readonly root: string;
  /** Such as `go1.26.1`; absent where it is not known. */
  readonly installedVersion?: string | undefined;
  /** GOWORK, which names a go.work for all modules, or is `off`; undefined where it is looked for. */
  readonly goWork?: string | undefined;
}

/** Finds the groups of modules as the go command would, run in each module's own directory. */
export class BuildGroups {
  readonly faults: GraphFault[] = [];
  private readonly byGoWork = new Map<string, BuildGroup | undefined>();
  private readonly byModule = new Map<string, BuildGroup>();
  /** Directories of the modules that a go.work uses. */
  private readonly used = new Map<BuildGroup, ReadonlySet<string>>();
  /** The nearest go.work by directory. */
  private readonly nearest = new Map<string, string | undefined>();
  private readonly highest: string;

  constructor(private readonly request: GroupRequest) {
    const depth = request.root.split(/[\\/]/).filter(Boolean).length;
    this.highest = Array.from({ length: depth }, () => '..').join('/') || '.';
  }

  /** The group of a module. One that the nearest go.work does not use is by itself, as with GOWORK=off. */
  of(module: GoModule): BuildGroup {
    const known = this.byModule.get(module.directory);
    if (known !== undefined) return known;
    const file = this.findGoWork(module.directory);
    const shared = file === undefined ? undefined : this.ofGoWork(file);
    // A go.work further up may use it as well, and builds it then for others.
    const isUsed = shared !== undefined && this.used.get(shared)?.has(module.directory) === true;
    const group = isUsed ? shared : this.single(module);
    this.byModule.set(module.directory, group);
    return group;
  }

  private findGoWork(from: string): string | undefined {
    const { goWork, root } = this.request;
    if (goWork === 'off') return undefined;
    if (goWork !== undefined) return toWorkspacePath(root, goWork);
    return this.findAbove(from);
  }

  private findAbove(directory: string): string | undefined {
    if (this.nearest.has(directory)) return this.nearest.get(directory);
    const path = joinPath(directory, 'go.work');
    const isThere = this.request.disk.text(path) !== undefined;
    const above = directory === this.highest ? undefined : parentOf(directory);
    const found = isThere ? path : above === undefined ? undefined : this.findAbove(above);
    this.nearest.set(directory, found);
    return found;
  }

  private ofGoWork(path: string): BuildGroup | undefined {
    if (this.byGoWork.has(path)) return this.byGoWork.get(path);
    const made = this.readGoWork(path);
    this.byGoWork.set(path, made);
    return made;
  }

  private readGoWork(path: string): BuildGroup | undefined {
    const { disk, modules, root } = this.request;
    const text = disk.text(path);
    if (text === undefined) return undefined;
    const { file, faults } = parseGoWork(text);
    const report = (line: number, message: string) => this.faults.push({ file: path, line, message });
    for (const { line, message } of faults) report(line, message);
    const directory = posix.dirname(path);
    const used = new Map<string, GoModule>();
    const byPath = new Map<string, GoModule>();
    const lines = new Map<string, number>();
    for (const { path: use, line } of file.use) {
      // From above the workspace, the way down leads through directories that are above it, too.
      const isOutside = isAbsolute(use) || directory.startsWith('..');
      const place = isOutside
        ? toWorkspacePath(root, resolve(root, directory, use))
        : joinPath(directory, posix.normalize(use)).replace(/(.)\/$/, '$1');
      const module = modules.in(place);
      if (module === undefined) {
        report(line, `it uses ${use}, where there is no usable go.mod`);
        continue;
      }
      const twin = byPath.get(module.path);
      if (used.has(place)) report(line, `it uses ${use} a second time`);
      else if (twin === undefined) byPath.set(module.path, module);
      else {
        const first = `${twin.directory} (line ${lines.get(twin.directory) ?? 0})`;
        report(line, `it uses two modules called ${module.path}: ${first} and ${place}`);
      }
      used.set(place, module);
      lines.set(place, line);
    }
    const all = [...used.values()];
    const versions = [file, ...all.map((one) => one.file)];
    const vendor = vendorOf(disk, directory, { go: file.go, isWorkspace: true });
    const group: BuildGroup = {
      goWork: { path, file },
      directory,
      modules: all,
      releases: this.releasesOf(versions),
      ...(vendor && { vendor }),
    };
    this.used.set(group, new Set(used.keys()));
    return group;
  }

  /** A toolchain line, and GOTOOLCHAIN, may bring a newer toolchain than the installed one. */
  private releasesOf(files: readonly CommonDirectives[]): Releases {
    const { installedVersion } = this.request;
    const least = Math.max(...files.map(({ go }) => minorOf(go)));
    if (installedVersion === undefined) return { least, newest: Infinity };
    const others = files.map(({ toolchain }) => minorOf(toolchain?.replace(/^go/, '')));
    return { least, newest: Math.max(least, minorOf(installedVersion.replace(/^go/, '')), ...others) };
  }

  private single(module: GoModule): BuildGroup {
    const { go } = module.file;
    const vendor = vendorOf(this.request.disk, module.directory, { go, isWorkspace: false });
    return {
      directory: module.directory,
      modules: [module],
      releases: this.releasesOf([module.file]),
      ...(vendor && { vendor }),
    };
  }
}

/**
 * The vendor directory where the go command builds from it of its own accord (cmd/go/internal/modload/init.go:
 * setDefaultBuildMod).
 */
function vendorOf(
  disk: Disk,
  directory: string,
  { go, isWorkspace }: { go: string | undefined; isWorkspace: boolean },
): VendorDirectory | undefined {
  const place = joinPath(directory, 'vendor');
  if (go === undefined || minorOf(go) < 14 || disk.directory(place) === undefined) return undefined;
  const text = disk.text(joinPath(place, 'modules.txt'));
  const list = text === undefined ? undefined : parseModulesTxt(text);
  if ((list?.isWorkspace ?? false) !== isWorkspace) return undefined;
  const packages = (list?.modules ?? []).flatMap(({ path, packages }) =>
    packages.map((one) => [one, path] as const),
  );
  // Before Go 1.23, what lies there counts as well (cmd/go/internal/gover: ExplicitModulesTxtImportVersion).
  return { directory: place, moduleOf: minorOf(go) < 23 ? undefined : new Map(packages) };
}

/** The `N` of `1.N`, of which there is one in every version of Go. */
function minorOf(version: string | undefined): number {
  return Number(/^1\.(\d+)/.exec(version ?? '')?.[1] ?? 0);
}
