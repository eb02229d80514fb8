import {
  isAtOrBeneath,
  joinPath,
  type BuildGroup,
  type Disk,
  type FileSelection,
  type GoGraph,
  type ListedModule,
  type PackageNode,
} from '../../../graph';
import type { ChangedPaths } from './changed-paths';

/** Changed files of a package, as git names them. */
export interface Touch {
  /** That its builds read. */
  readonly build: ReadonlySet<string>;
  /** That its tests read besides. */
  readonly test: ReadonlySet<string>;
}

/** The packages whose own files changed, by directory. */
export function touchedPackages(graph: GoGraph, disk: Disk, changes: ChangedPaths): Map<string, Touch> {
  const touched = new Map<string, Touch>();
  for (const node of graph.nodes) {
    const { directory } = node.content;
    if (touched.has(directory)) continue;
    const { build, test } = graph.filesOf(node);
    const isRead = (name: string) => isEverRead(graph, node, name);
    const touch = {
      build: new Set([...selected(build, changes, isRead), ...changesAbove(directory, disk, changes)]),
      test: new Set(selected(test, changes, isRead)),
    };
    if (touch.build.size + touch.test.size > 0) touched.set(directory, touch);
  }
  return touched;
}

/** Changed files of what versions of modules are chosen by, for each group of modules. */
export function touchedGroups(
  { moduleLists }: GoGraph,
  changes: ChangedPaths,
): Map<BuildGroup, readonly string[]> {
  const touched = new Map<BuildGroup, readonly string[]>();
  for (const [group, modules] of moduleLists) {
    const found = listFilesOf(group, modules).flatMap((file) => changes.at(file) ?? []);
    if (found.length > 0) touched.set(group, found);
  }
  return touched;
}

function listFilesOf({ goWork, modules, vendor }: BuildGroup, listed: readonly ListedModule[]): string[] {
  const replacements = listed.flatMap(({ replacedBy }) =>
    replacedBy !== undefined && 'directory' in replacedBy ? [joinPath('.', replacedBy.directory)] : [],
  );
  const own = [...modules.map(({ directory }) => directory), ...replacements];
  return [
    ...(goWork === undefined ? [] : [goWork.path, `${goWork.path}.sum`]),
    ...own.flatMap((directory) => [joinPath(directory, 'go.mod'), joinPath(directory, 'go.sum')]),
    ...(vendor === undefined ? [] : [joinPath(vendor.directory, 'modules.txt')]),
  ];
}

/** Whether some build has a Go file, or had it, as far as this graph knows the file. */
function isEverRead(graph: GoGraph, { content }: PackageNode, name: string): boolean {
  if (name.startsWith('_') || name.startsWith('.')) return false;
  const file = content.files.find((one) => one.name === name);
  return file !== undefined && !graph.isNeverBuilt(file);
}

function selected(
  { files, goFilesOf, testFilesOf, trees }: FileSelection,
  changes: ChangedPaths,
  isRead: (name: string) => boolean,
): string[] {
  const goFiles = goFilesOf.flatMap(({ directory, without }) =>
    changes
      .namesIn(directory)
      .filter((name) => isGo(name) && !isTest(name) && !without.includes(name) && isRead(name))
      .map((name) => joinPath(directory, name)),
  );
  const tests = testFilesOf.flatMap((directory) =>
    changes
      .namesIn(directory)
      .filter((name) => isTest(name) && isRead(name))
      .map((name) => joinPath(directory, name)),
  );
  const inTrees = trees.flatMap(({ directory, without }) =>
    changes.beneath(directory).filter((path) => !without.some((one) => isAtOrBeneath(path, one))),
  );
  return [...goFiles, ...tests, ...files, ...inTrees].flatMap((path) => changes.at(path) ?? []);
}

/**
 * Changes that decide whether there is a package in a directory, and of which module: of a go.mod at or above it, up to that of
 * its module, and of a link or repository that it lies in.
 */
function changesAbove(directory: string, disk: Disk, changes: ChangedPaths): string[] {
  const found: string[] = [];
  let isInModule = true;
  for (let at = directory; ; at = at.slice(0, Math.max(at.lastIndexOf('/'), 0)) || '.') {
    const changed = [...(isInModule ? [joinPath(at, 'go.mod')] : []), ...(at === '.' ? [] : [at])];
    found.push(...changed.flatMap((path) => changes.at(path) ?? []));
    if (disk.directory(at)?.files.includes('go.mod') === true) isInModule = false;
    if (!at.includes('/') && (at === '.' || at === '..')) return found;
  }
}

function isGo(name: string): boolean {
  return name.endsWith('.go');
}

function isTest(name: string): boolean {
  return name.endsWith('_test.go');
}
