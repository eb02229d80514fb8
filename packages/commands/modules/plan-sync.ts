import { isAtOrBeneath, joinPath, parentOf, type Disk, type GoGraph, type GoModule } from '../../graph';
import { parseGoMod, parseGoWork, removeDirective } from '../../toolchain';
import { requireLocally } from './require-locally';
import { useModules } from './use-modules';

export interface SyncRequest {
  readonly graph: Pick<GoGraph, 'modules' | 'nodes'>;
  readonly disk: Pick<Disk, 'text'>;
  /** Directories whose modules are left out of go.work on purpose, relative to the workspace root. */
  readonly exclude: readonly string[];
}

/** A file that is to have another content. */
export interface FileEdit {
  /** Relative to the workspace root, with `/`. */
  readonly file: string;
  readonly text: string;
  /** What changes, a clause for each change. */
  readonly reasons: readonly string[];
}

/**
 * What brings go.work and go.mod files in step with the modules of a workspace and what they import: each go.work uses the
 * modules beneath it, and none that is gone; modules without a go.work require and replace those whose packages they import;
 * no `go` line is older than that of a module it builds. Nothing is taken away that a person may have meant.
 */
export function planSync({ graph, disk, exclude }: SyncRequest): FileEdit[] {
  const byPath = new Map(graph.modules.map((module) => [module.path, module]));
  const groups = new Map<string, GoModule[]>();
  const alone: GoModule[] = [];
  for (const module of graph.modules) {
    const isLeftOut = exclude.some((directory) => isAtOrBeneath(module.directory, directory));
    const file = isLeftOut ? undefined : nearestGoWork(module.directory, disk);
    if (file === undefined) alone.push(module);
    else groups.set(file, [...(groups.get(file) ?? []), module]);
  }
  const works = goWorksOf(graph.modules, disk).map((file) => syncGoWork(file, groups.get(file) ?? [], disk));
  const imported = new Map(alone.map((module) => [module, importsOf(module, graph, byPath)]));
  return [...works.filter((edit) => edit !== undefined), ...syncGoMods(imported, byPath, disk)];
}

/** What one module comes to need, those that use it need as well: until nothing changes any more. */
function syncGoMods(
  imported: ReadonlyMap<GoModule, readonly string[]>,
  modules: ReadonlyMap<string, GoModule>,
  disk: SyncRequest['disk'],
): FileEdit[] {
  const current = new Map(modules);
  const edits = new Map<string, FileEdit>();
  for (let isSettled = false; !isSettled;) {
    isSettled = true;
    for (const [module, paths] of imported) {
      const file = joinPath(module.directory, 'go.mod');
      const text = edits.get(file)?.text ?? disk.text(file) ?? '';
      const { file: content, faults } = parseGoMod(text);
      if (faults.length > 0) continue;
      const edited = requireLocally(text, { ...module, file: content }, paths, current);
      if (edited === text) continue;
      isSettled = false;
      edits.set(file, { file, text: edited, reasons: reasonsOf(module, edited) });
      // Of two modules with one path, the others see one only.
      if (modules.get(module.path) === module)
        current.set(module.path, { ...module, file: parseGoMod(edited).file });
    }
  }
  return [...edits.values()];
}

function syncGoWork(
  file: string,
  modules: readonly GoModule[],
  disk: SyncRequest['disk'],
): FileEdit | undefined {
  const text = disk.text(file) ?? '';
  const { file: content, faults } = parseGoWork(text);
  // What cannot be read is not ours to write; the graph says what is wrong with it.
  const isReadable = faults.length === 0;
  if (!isReadable) return undefined;
  const directory = parentOf(file);
  const gone = content.use.filter(({ path }) => {
    const place = joinPath(directory, path);
    return (
      isAtOrBeneath(place, '.') && !path.startsWith('/') && disk.text(joinPath(place, 'go.mod')) === undefined
    );
  });
  const kept = gone.reduceRight((current, { line }) => removeDirective(current, line), text);
  const used = new Set(content.use.map(({ path }) => joinPath(directory, path)));
  const paths = new Set(modules.filter((one) => used.has(one.directory)).map(({ path }) => path));
  const wanted = modules.filter((one) => {
    if (used.has(one.directory)) return true;
    // Of two modules with one path, go.work can use one only.
    const isFirst = !paths.has(one.path);
    paths.add(one.path);
    return isFirst;
  });
  const edited = useModules(kept, directory, wanted);
  if (edited === text) return undefined;
  const added = wanted.filter((one) => !used.has(one.directory));
  const go = parseGoWork(edited).file.go;
  return {
    file,
    text: edited,
    reasons: [
      ...added.map((one) => `use ${one.directory}, which is a module`),
      ...gone.map(({ path }) => `no longer use ${path}, where there is no go.mod`),
      ...(go === content.go ? [] : [`go ${go}, which a module asks for`]),
    ],
  };
}

function reasonsOf({ file: before }: GoModule, text: string): string[] {
  const after = parseGoMod(text).file;
  const had = new Set(before.replace.map(({ old, new: by }) => `${old.path} => ${by.path}`));
  const replaced = after.replace.map(({ old, new: by }) => `${old.path} => ${by.path}`);
  return [
    ...replaced.filter((one) => !had.has(one)).map((one) => `replace ${one}`),
    ...after.require
      .filter(({ path }) => !before.require.some((one) => one.path === path))
      .map(({ path }) => `require ${path}`),
    ...(after.go === before.go ? [] : [`go ${after.go}, which a module that it uses asks for`]),
  ];
}

/** Modules of the workspace that packages of a module import, and nothing provides. */
function importsOf(
  module: GoModule,
  { nodes }: SyncRequest['graph'],
  modules: ReadonlyMap<string, GoModule>,
): string[] {
  const edges = nodes
    .filter((node) => node.module === module)
    .flatMap(({ imports, testImports }) => [...imports, ...testImports]);
  const found = edges.flatMap(({ to, path }) =>
    to.kind === 'unknown' ? (moduleOf(path, modules) ?? []) : [],
  );
  return [...new Set(found)].filter((path) => path !== module.path).sort();
}

/** The module with the longest path that an import path begins with. */
function moduleOf(path: string, modules: ReadonlyMap<string, GoModule>): string | undefined {
  for (let at = path; at.includes('/'); at = at.slice(0, at.lastIndexOf('/'))) if (modules.has(at)) return at;
  return undefined;
}

function nearestGoWork(directory: string, disk: SyncRequest['disk']): string | undefined {
  for (let at = directory; ; at = parentOf(at)) {
    const file = joinPath(at, 'go.work');
    if (disk.text(file) !== undefined) return file;
    if (at === '.') return undefined;
  }
}

/** Those at or above modules, and the one of the root, which may use modules that are all gone. */
function goWorksOf(modules: readonly GoModule[], disk: SyncRequest['disk']): string[] {
  const directories = new Set(['.', ...modules.map(({ directory }) => directory)]);
  return [...new Set([...directories].flatMap((directory) => nearestGoWork(directory, disk) ?? []))];
}
