import { posix } from 'node:path';
import {
  joinPath,
  type Disk,
  type EmbedRequest,
  type GoGraph,
  type GraphFault,
  type ImportEdge,
  type PackageNode,
  type Producer,
} from '../../graph';
import { groupBy } from '../../support';
import { producersOfEmbed } from './embed-producers';
import type { FileEdge } from './file-edges';
import type { NodeProducers } from './target-files';

/** Files that tasks make, and what no task makes although a package needs it. */
export interface Generated {
  readonly producersOf: ReadonlyMap<PackageNode, NodeProducers>;
  /** From the files that ask for them to the roots of the projects whose tasks make them. */
  readonly edges: readonly FileEdge[];
  readonly faults: readonly GraphFault[];
}

/** Files that are there only after a task ran: git ignores them, or they are not there yet. */
interface GeneratedFiles {
  /** A directory at or above all of them, or the one file. */
  readonly path: string;
  /** Where they are asked for. */
  readonly file: string;
  readonly line: number;
  /** What is asked for, such as `the embed pattern dist/*`. */
  readonly subject: string;
  readonly isThere: boolean;
  /** Of a package that nothing is there of. */
  readonly directory?: string;
  readonly producers: readonly Producer[];
}

const DECLARE =
  'If a task makes it, name it in the "outputs" of that task\'s target, or in the option "generated" of the plugin goshawk in nx.json';

/** Finds the tasks that make embedded files, and packages that git ignores or that are not there yet. */
export function findGenerated(graph: GoGraph, disk: Disk): Generated {
  const producersOf = new Map<PackageNode, NodeProducers>();
  const edges: FileEdge[] = [];
  const faults = new Map<string, GraphFault>();
  const made = new MadeGoFiles(graph, disk);
  const seek = (needs: readonly Need[]): GeneratedFiles[] =>
    needs.map((need) => ({ ...need, producers: graph.producers.of(need.path) }));
  const seekEmbeds = (requests: readonly EmbedRequest[]): GeneratedFiles[] =>
    requests.flatMap((request) => generatedEmbed(request, producersOfEmbed(request, graph.producers, disk)));
  for (const node of graph.nodes) {
    if (node.cachedModule !== undefined) continue;
    const { embeds } = graph.filesOf(node);
    const ignored = ignoredFiles(node, graph, disk);
    const absent = (edges: readonly ImportEdge[]) =>
      edges.some(({ to }) => to.kind === 'absent') ? edges.flatMap((edge) => absentPackage(edge)) : [];
    const own = {
      build: seek([...ignored.build, ...made.of(node, 'source')]),
      test: node.module === undefined ? [] : seek([...ignored.test, ...made.of(node, 'test')]),
    };
    const needed = {
      build: [...seekEmbeds(embeds.build), ...own.build, ...seek(absent(node.imports))],
      test:
        node.module === undefined
          ? []
          : [...seekEmbeds(embeds.test), ...own.test, ...seek(absent(node.testImports))],
    };
    if (needed.build.length + needed.test.length === 0) continue;
    const find = (files: readonly GeneratedFiles[], kind: FileEdge['kind']): Producer[] =>
      files.flatMap((one) => {
        const key = `${one.file}:${one.line} ${one.path}`;
        if (one.producers.length === 0) faults.set(key, faultOf(one));
        for (const producer of one.producers) {
          const { root } = producer;
          // Before a package is made, its importers ask for it, and then it does itself: the edge is that of the package.
          const file = one.directory ?? one.file;
          if (root !== undefined && graph.roots.ownerOf(file) !== root)
            edges.push({ file, isUnmade: one.directory !== undefined, target: root, kind });
          if (graph.producers.leavesOut(producer, one.path)) faults.set(key, leftOut(one, producer));
        }
        return one.producers;
      });
    producersOf.set(node, {
      build: find(needed.build, 'build'),
      test: find(needed.test, 'test'),
      sources: [...own.build, ...own.test].flatMap(({ producers }) => producers),
    });
  }
  return { producersOf, edges, faults: [...faults.values()] };
}

type Need = Omit<GeneratedFiles, 'producers'>;

/** What is hashed, and is made by no task, was not generated. */
function generatedEmbed(request: EmbedRequest, producers: readonly Producer[]): GeneratedFiles[] {
  const { path, file, line, pattern, state } = request;
  if (state === 'hashed' && producers.length === 0) return [];
  const subject = `the embed pattern ${pattern}`;
  return [{ path, file, line, subject, isThere: state !== 'absent', producers }];
}

/** Go files that tasks make in packages with other files: nothing shows that one is missing before it was made. */
class MadeGoFiles {
  private readonly byDirectory: ReadonlyMap<string, readonly string[]>;

  constructor(graph: GoGraph, disk: Disk) {
    // What is committed is there without the task.
    const ignored = graph.producers.goFiles.filter((file) => disk.isIgnored(file));
    this.byDirectory = groupBy(ignored, (file) => posix.dirname(file));
  }

  of({ content: { directory } }: PackageNode, kind: 'source' | 'test'): Need[] {
    const files = this.byDirectory.get(directory) ?? [];
    const own = files.filter((file) => file.endsWith('_test.go') === (kind === 'test'));
    return own.map((path) => needOfPackage(directory, path));
  }
}

/** A directory or file that is, or will be, part of the package in a directory. */
function needOfPackage(directory: string, path: string): Need {
  return { path, file: path, line: 1, subject: `the package in ${directory}`, isThere: true };
}

function absentPackage({ to, path, file, line }: ImportEdge): Need[] {
  if (to.kind !== 'absent') return [];
  const { directory } = to;
  return [{ path: directory, directory, file, line, subject: `the import ${path}`, isThere: false }];
}

/** The directory of a package that git ignores, or files of it; Nx does not hash them. */
function ignoredFiles(
  { content }: PackageNode,
  graph: GoGraph,
  disk: Disk,
): { readonly build: Need[]; readonly test: Need[] } {
  const { directory, files } = content;
  const none = { build: [], test: [] };
  if (directory.startsWith('..')) return none;
  const needOf = (path: string) => needOfPackage(directory, path);
  if (disk.isIgnored(directory)) {
    const built = files.filter((file) => !graph.isNeverBuilt(file));
    if (built.some(({ kind }) => kind === 'source')) return { build: [needOf(directory)], test: [] };
    return built.length > 0 ? { build: [], test: [needOf(directory)] } : none;
  }
  const names = files.map(({ name }) => name);
  const ignored = new Set(disk.ignoredAmong(directory, names));
  if (ignored.size === 0) return none;
  const own = files.filter((file) => ignored.has(file.name) && !graph.isNeverBuilt(file));
  const needsOf = (some: typeof own) => some.map(({ name }) => needOf(joinPath(directory, name)));
  return {
    build: needsOf(own.filter(({ kind }) => kind === 'source')),
    test: needsOf(own.filter(({ kind }) => kind !== 'source')),
  };
}

function leftOut({ file, line, subject, path }: Need, { project, target }: Producer): GraphFault {
  return {
    file,
    line,
    message: `${project}:${target} makes ${path} for ${subject}, but its outputs leave it out: Nx would neither hash nor keep it`,
    next: `Add it to the "outputs" of ${project}:${target}`,
  };
}

function faultOf({ file, line, subject, path, isThere }: Need): GraphFault {
  const message = isThere
    ? `git ignores ${path} or some of it, which ${subject} takes, so that Nx does not hash it, and no task makes it`
    : `nothing is there for ${subject}: ${path} has no such files, and no task makes them`;
  return { file, line, message, next: DECLARE };
}
