import type { CreateDependencies, CreateDependenciesContext, RawProjectGraphDependency } from '@nx/devkit';
import { ProjectRoots } from '../../graph';
import { recallGraph } from './last-graph';
import { readStoredGraph } from './read-graph';
import type { StoredGraph } from './stored-graph';

/** Nx's kinds of edges, by value: its enumeration is in what takes long to load. Imports of tests are dynamic: nothing of them is in what is built. */
const KINDS = { build: 'static', test: 'dynamic' } as const;

interface Edge {
  readonly source: string;
  readonly target: string;
  /** Absent for external nodes, and for files that Nx does not know. */
  readonly sourceFile?: string;
  readonly type: 'static' | 'dynamic' | 'implicit';
}

/** Edges between projects, and to external modules, for all imports that some build has. */
export const createGoDependencies: CreateDependencies<unknown> = (options, context) => {
  const graph = recallGraph(context.workspaceRoot) ?? readAnew(options, context);
  const projects = new Map(Object.entries(context.projects).map(([name, { root }]) => [root, name]));
  const roots = new ProjectRoots(new Set(projects.keys()));
  const ownerOf = (path: string): string | undefined => projects.get(roots.ownerOf(path) ?? '');
  const { externalNodes = {} } = context;
  const found = graph.edges.flatMap(([file, target, kind, isUnknown]): Edge[] => {
    const source = ownerOf(file);
    const to = target in externalNodes ? target : ownerOf(target);
    if (source === undefined || to === undefined || source === to) return [];
    const edge = { source, target: to };
    return [isUnknown ? { ...edge, type: 'implicit' } : { ...edge, sourceFile: file, type: KINDS[kind] }];
  });
  const external = graph.externalEdges.flatMap(([source, target]): Edge[] =>
    source in externalNodes && target in externalNodes ? [{ source, target, type: KINDS.build }] : [],
  );
  return [...found, ...external] as RawProjectGraphDependency[];
};

/** In a process in which no nodes were created. */
function readAnew(options: unknown, context: CreateDependenciesContext): StoredGraph {
  const { nonProjectFiles, projectFileMap } = context.fileMap;
  const files = [nonProjectFiles, ...Object.values(projectFileMap)].flat().map(({ file }) => file);
  return readStoredGraph(context.workspaceRoot, files, options);
}
