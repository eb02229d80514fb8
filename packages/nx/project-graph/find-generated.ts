import { posix } from 'node:path';
import {
  joinPath,
  type Disk,
  type GeneratedFiles,
  type GoGraph,
  type GraphFault,
  type ImportEdge,
  type PackageNode,
  type Producer,
} from '../../graph';
import type { NodeProducers } from './target-files';

/** Files that tasks make, and what no task makes although a package needs it. */
export interface Generated {
  readonly producersOf: ReadonlyMap<PackageNode, NodeProducers>;
  readonly faults: readonly GraphFault[];
}

const DECLARE =
  'If a task makes it, name it in the "outputs" of that task\'s target, or in the option "generated" of the plugin goshawk in nx.json';

/** Finds the tasks that make embedded files, and packages that git ignores or that are not there yet. */
export function findGenerated(graph: GoGraph, disk: Disk): Generated {
  const producersOf = new Map<PackageNode, NodeProducers>();
  const faults = new Map<string, GraphFault>();
  const made = new MadeGoFiles(graph, disk);
  for (const node of graph.nodes) {
    if (node.cachedModule !== undefined) continue;
    const { generated } = graph.filesOf(node);
    const ignored = ignoredFiles(node, disk);
    const absent = (edges: readonly ImportEdge[]) =>
      edges.some(({ to }) => to.kind === 'absent') ? edges.flatMap((edge) => absentPackage(edge)) : [];
    const needed = {
      build: [...generated.build, ...ignored, ...made.of(node, 'source'), ...absent(node.imports)],
      test:
        node.module === undefined
          ? []
          : [...generated.test, ...made.of(node, 'test'), ...absent(node.testImports)],
    };
    if (needed.build.length + needed.test.length === 0) continue;
    const find = (files: readonly GeneratedFiles[]): Producer[] =>
      files.flatMap((one) => {
        const producer = graph.producers.of(one.path);
        const key = `${one.file}:${one.line} ${one.path}`;
        if (producer === undefined) faults.set(key, faultOf(one));
        else if (graph.producers.leavesOut(producer, one.path)) faults.set(key, leftOut(one, producer));
        return producer ?? [];
      });
    producersOf.set(node, { build: find(needed.build), test: find(needed.test) });
  }
  return { producersOf, faults: [...faults.values()] };
}

/** Go files that tasks make in packages with other files: nothing shows that one is missing before it was made. */
class MadeGoFiles {
  private readonly byDirectory = new Map<string, string[]>();

  constructor(graph: GoGraph, disk: Disk) {
    for (const file of graph.producers.goFiles) {
      // What is committed is there without the task.
      if (!disk.isIgnored(file)) continue;
      const directory = posix.dirname(file);
      this.byDirectory.set(directory, [...(this.byDirectory.get(directory) ?? []), file]);
    }
  }

  of({ content: { directory } }: PackageNode, kind: 'source' | 'test'): GeneratedFiles[] {
    const files = this.byDirectory.get(directory) ?? [];
    const own = files.filter((file) => file.endsWith('_test.go') === (kind === 'test'));
    return own.map((path) => ({
      path,
      file: path,
      line: 1,
      subject: `the package in ${directory}`,
      isThere: true,
    }));
  }
}

function absentPackage({ to, path, file, line }: ImportEdge): GeneratedFiles[] {
  if (to.kind !== 'absent') return [];
  return [{ path: to.directory, file, line, subject: `the import ${path}`, isThere: false }];
}

/** The directory of a package that git ignores, or files of it; Nx does not hash them. */
function ignoredFiles({ content }: PackageNode, disk: Disk): GeneratedFiles[] {
  const { directory, files } = content;
  if (directory.startsWith('..')) return [];
  const ignored = disk.isIgnored(directory)
    ? [directory]
    : disk
        .ignoredAmong(
          directory,
          files.map(({ name }) => name),
        )
        .map((name) => joinPath(directory, name));
  return ignored.map((path) => ({
    path,
    file: path,
    line: 1,
    subject: `the package in ${directory}`,
    isThere: true,
  }));
}

function leftOut({ file, line, subject, path }: GeneratedFiles, { project, target }: Producer): GraphFault {
  return {
    file,
    line,
    message: `${project}:${target} makes ${path} for ${subject}, but its outputs leave it out: Nx would neither hash nor keep it`,
    next: `Add it to the "outputs" of ${project}:${target}`,
  };
}

function faultOf({ file, line, subject, path, isThere }: GeneratedFiles): GraphFault {
  const message = isThere
    ? `git ignores ${path}, which ${subject} takes, so that Nx does not hash it, and no task makes it`
    : `nothing is there for ${subject}: ${path} has no such files, and no task makes them`;
  return { file, line, message, next: DECLARE };
}
