import { describeGraph, type GraphDocument, type GraphLevel } from './graph-document';
import { readGraphWorkspace, type GraphPlace } from './graph-workspace';
import { askGraph } from './with-graph';

/** The projects or packages of a workspace, and what they import. */
export function readGraphDocument(place: GraphPlace, level: GraphLevel): GraphDocument {
  const workspace = readGraphWorkspace(place);
  return askGraph(workspace, {
    verb: 'graph',
    key: level,
    answer: (graph) => describeGraph(graph, workspace.root, level),
  });
}
