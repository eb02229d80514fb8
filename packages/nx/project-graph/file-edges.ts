import { isAtOrBeneath, joinPath, type FileSelection, type GoGraph, type PackageNode } from '../../graph';

/** Something that a package reads of another project and does not import. All paths are relative to the workspace root. */
export interface FileEdge {
  /** The Go file that asks for it, or the directory of a package that a task has yet to make. */
  readonly file: string;
  /** Whether Nx cannot know `file`, since nothing is there yet. */
  readonly isUnmade?: boolean;
  /** Of the other project: a file or directory. */
  readonly target: string;
  readonly kind: 'build' | 'test';
}

/** Embedded files, and what C code may include, that belong to other projects than the packages that read them. */
export function fileEdges(graph: GoGraph): FileEdge[] {
  return graph.nodes.flatMap((node) => {
    const { directory } = node.content;
    if (node.cachedModule !== undefined || directory.startsWith('..')) return [];
    const { build, test, embeds } = graph.filesOf(node);
    const edges = (selection: FileSelection, kind: 'build' | 'test') =>
      foreignPaths(selection, directory, graph).map((target): FileEdge => {
        const request = embeds[kind].find(({ path }) => isAtOrBeneath(target, path));
        return { file: request?.file ?? includingFile(node), target, kind };
      });
    return [...edges(build, 'build'), ...edges(test, 'test')];
  });
}

/** What of a selection belongs to another project than its package: one path for each project. */
function foreignPaths({ files, trees }: FileSelection, directory: string, { roots }: GoGraph): string[] {
  if (files.length + trees.length === 0) return [];
  const own = roots.ownerOf(directory);
  const paths = new Map<string, string>();
  const add = (path: string) => {
    const owner = roots.ownerOf(path);
    if (owner !== undefined && owner !== own && !paths.has(owner)) paths.set(owner, path);
  };
  for (const file of files) add(file);
  for (const tree of trees) {
    const inside = roots.beneath(tree.directory);
    for (const path of [tree.directory, ...inside]) {
      if (!tree.without.some((left) => isAtOrBeneath(path, left))) add(path);
    }
  }
  return [...paths.values()];
}

/** The first file with C code: C code of one file is compiled with that of all others of its package. */
function includingFile({ content: { directory, files } }: PackageNode): string {
  const file = files.find(({ usesCgo }) => usesCgo) ?? files[0];
  return joinPath(directory, file?.name ?? '');
}
