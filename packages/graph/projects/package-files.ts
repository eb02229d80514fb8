import { COMPILED_EXTENSIONS } from '../../toolchain';
import type { Disk } from '../disk/disk';
import type { GraphFault } from '../workspace/graph-fault';
import type { PackageContent, SourceFile } from '../workspace/package-content';
import { isAtOrBeneath, joinPath } from '../workspace/workspace-path';
import { embedsOf, type EmbedRequest } from './embedded-files';

/** Files of the workspace that count for a package. All paths are relative to the workspace root, with `/`. */
export interface FileSelection {
  readonly files: readonly string[];
  readonly goFilesOf: readonly GoFilesOf[];
  /** All test files of a directory. */
  readonly testFilesOf: readonly string[];
  readonly trees: readonly FileTree[];
}

/** All Go files of a directory but its tests, and but the names in `without`. */
export interface GoFilesOf {
  readonly directory: string;
  readonly without: readonly string[];
}

/** Everything beneath a directory. */
export interface FileTree {
  readonly directory: string;
  /** Files and directories beneath that do not count, relative to the workspace root. */
  readonly without: readonly string[];
}

export interface PackageFiles {
  readonly build: FileSelection;
  readonly test: FileSelection;
  readonly embeds: { readonly build: readonly EmbedRequest[]; readonly test: readonly EmbedRequest[] };
  readonly faults: readonly GraphFault[];
}

/** Beyond so many files a tree counts as a whole. */
const MANY_FILES = 200;

/**
 * What the build of a package reads, and what its tests read in addition.
 *
 * @param isNeverBuilt whether no build has a file
 */
export function filesOfPackage(
  content: PackageContent,
  disk: Disk,
  isNeverBuilt: (file: SourceFile) => boolean,
): PackageFiles {
  const { directory, files, otherFiles, hiddenFiles } = content;
  const sources = files.filter(({ kind }) => kind === 'source');
  const tests = files.filter(({ kind }) => kind !== 'source');
  const testNames = tests.map(({ name }) => name);
  // Nx hashes nothing that git ignores; what is named must not depend on whether the task that makes it has run.
  const hashedTests = tests.length - disk.ignoredAmong(directory, testNames).length;
  const never = files.filter(isNeverBuilt).map(({ name }) => name);
  const built = sources.filter(({ name }) => !never.includes(name));
  const embedded = embedsOf(built, directory, disk);
  const embeddedByTests = embedsOf(
    tests.filter(({ name }) => !never.includes(name)),
    directory,
    disk,
  );
  const compiled = otherFiles.filter((name) => COMPILED_EXTENSIONS.has(extensionOf(name)));
  const isProgram = built.some((file) => file.content.packageName === 'main');
  const profile = isProgram && otherFiles.includes('default.pgo') ? ['default.pgo'] : [];
  const own = [...compiled, ...profile].map((name) => joinPath(directory, name));
  const c = cInputsOf(built, directory, disk);
  const without = [...hiddenFiles, ...never.filter((name) => !name.endsWith('_test.go'))];
  return {
    build: {
      files: [...own, ...c.files, ...embedded.files],
      goFilesOf: built.length > 0 ? [{ directory, without }] : [],
      testFilesOf: [],
      trees: [...c.trees, ...embedded.trees],
    },
    test: {
      files: embeddedByTests.files,
      goFilesOf: [],
      testFilesOf: hashedTests > 0 ? [directory] : [],
      trees: [...testdataOf(directory, disk), ...embeddedByTests.trees],
    },
    embeds: { build: embedded.requests, test: embeddedByTests.requests },
    faults: [...embedded.faults, ...embeddedByTests.faults],
  };
}

function testdataOf(directory: string, disk: Disk): FileTree[] {
  const testdata = joinPath(directory, 'testdata');
  return disk.directory(testdata) === undefined ? [] : [{ directory: testdata, without: [] }];
}

/** What the C compiler may include: the tree beneath a cgo package, and the directories that its flags name. */
function cInputsOf(
  built: readonly SourceFile[],
  directory: string,
  disk: Disk,
): { files: string[]; trees: FileTree[] } {
  if (!built.some(({ usesCgo }) => usesCgo)) return { files: [], trees: [] };
  const included = built
    .flatMap(({ content }) => content.includeDirectories ?? [])
    .map((path) => joinPath(directory, path))
    .filter((path) => !path.startsWith('..') && !isAtOrBeneath(path, directory));
  const trees = [...new Set(included)].filter((path) => disk.directory(path) !== undefined);
  const beneath = filesBeneath(directory, disk);
  return beneath === undefined
    ? { files: [], trees: [directory, ...trees].map(asTree) }
    : { files: beneath, trees: trees.map(asTree) };
}

function asTree(directory: string): FileTree {
  return { directory, without: [] };
}

/** Files in subdirectories that are no Go files; undefined where there are too many to name. */
function filesBeneath(directory: string, disk: Disk): string[] | undefined {
  const found: string[] = [];
  const visit = (at: string): boolean => {
    for (const name of disk.directory(at)?.directories ?? []) {
      const path = joinPath(at, name);
      if (disk.isIgnored(path)) continue;
      const files = disk.directory(path)?.files ?? [];
      found.push(...files.filter((file) => !file.endsWith('.go')).map((file) => joinPath(path, file)));
      if (found.length > MANY_FILES || !visit(path)) return false;
    }
    return true;
  };
  return visit(directory) ? found : undefined;
}

function extensionOf(name: string): string {
  const dot = name.lastIndexOf('.');
  return dot === -1 ? '' : name.slice(dot);
}
