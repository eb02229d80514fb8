import type { ModuleVersion } from './mod-file';
import { isVersion } from './versions';

/** A vendor/modules.txt. */
export interface VendorList {
  /** Whether `go work vendor` wrote it. */
  readonly isWorkspace: boolean;
  /** In their order; those without packages are there for their replacement only, or because go.mod requires them. */
  readonly modules: readonly VendoredModule[];
}

export interface VendoredModule extends ModuleVersion {
  /** Version '' means that `path` is a directory, as written. */
  readonly replacement?: ModuleVersion;
  /** Whether a go.mod requires it. */
  readonly isExplicit: boolean;
  /** Of its go.mod. */
  readonly go?: string;
  /** Import paths. */
  readonly packages: readonly string[];
}

interface Draft extends ModuleVersion {
  replacement?: ModuleVersion;
  isExplicit: boolean;
  go?: string;
  readonly packages: string[];
}

/** Reads a vendor/modules.txt (cmd/go/internal/modload/vendor.go: readVendorList; init.go: modulesTextIsForWorkspace). */
export function parseModulesTxt(text: string): VendorList {
  const modules = new Map<string, Draft>();
  let current: Draft | undefined;
  for (const line of text.split('\n')) {
    if (line.startsWith('# ')) {
      const module = readModuleLine(line);
      const key = module === undefined ? '' : `${module.path} ${module.version}`;
      const known = modules.get(key);
      if (module === undefined) current = undefined;
      else if (known === undefined) modules.set(key, (current = module));
      else {
        current = known;
        current.replacement = module.replacement ?? known.replacement;
      }
    } else if (current !== undefined) {
      readDetail(line, current);
    }
  }
  return { isWorkspace: isOfWorkspace(text), modules: [...modules.values()] };
}

/** `# path version`, `# path version => path version`, `# path => directory`. */
function readModuleLine(line: string): Draft | undefined {
  const [, path, second, ...more] = line.trim().split(/\s+/);
  if (path === undefined || second === undefined) return undefined;
  const version = isVersion(second) ? second : '';
  if (version === '' && second !== '=>') return undefined;
  const draft: Draft = { path, version, isExplicit: false, packages: [] };
  const [arrow, ...target] = version === '' ? [second, ...more] : more;
  const [to, toVersion] = target;
  const isReadable = target.length === 1 || (target.length === 2 && isVersion(toVersion ?? ''));
  if (arrow === '=>' && to !== undefined && isReadable)
    draft.replacement = { path: to, version: toVersion ?? '' };
  return draft;
}

/** `## explicit; go 1.21`, or a package. */
function readDetail(line: string, module: Draft): void {
  if (line.startsWith('## ')) {
    const entries = line.slice(3).split(';');
    for (const entry of entries.map((one) => one.trim())) {
      if (entry === 'explicit') module.isExplicit = true;
      if (entry.startsWith('go ')) module.go = entry.slice(3);
    }
    return;
  }
  const [importPath, ...more] = line.trim().split(/\s+/);
  if (importPath !== undefined && more.length === 0 && isImportPath(importPath))
    module.packages.push(importPath);
}

/** Loosely golang.org/x/mod/module: CheckImportPath. */
function isImportPath(path: string): boolean {
  return /^[-+._~A-Za-z0-9]+(?:\/[-+._~A-Za-z0-9]+)*$/.test(path) && !path.startsWith('-');
}

function isOfWorkspace(text: string): boolean {
  const [first = ''] = text.split('\n', 1);
  if (!first.startsWith('## ')) return false;
  const entries = first.slice(3).split(';');
  return entries.some((entry) => entry.trim() === 'workspace');
}
