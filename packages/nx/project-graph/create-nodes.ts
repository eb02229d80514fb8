import type { CreateNodesResultV2, CreateNodesV2 } from '@nx/devkit';
import type { GraphFault } from '../../graph';
import { rememberGraph } from './last-graph';
import { readStoredGraph } from './read-graph';

/** Projects for the Go code of a workspace, with their targets. */
export const createGoNodes: CreateNodesV2<unknown> = [
  '**/{go.mod,project.json,package.json}',
  async (files, options, { workspaceRoot }) => {
    const graph = readStoredGraph(workspaceRoot, files, options);
    rememberGraph(workspaceRoot, graph);
    const results = graph.results;
    if (graph.faults.length === 0) return results;
    const { AggregateCreateNodesError } = await import('@nx/devkit');
    const errors = graph.faults.map((fault): [string, Error] => [fault.file, toError(fault)]);
    throw new AggregateCreateNodesError(errors, [...results] as CreateNodesResultV2);
  },
];

function toError({ file, line, message, next }: GraphFault): Error {
  const error = new Error(`${file}:${line}: ${message}.${next === undefined ? '' : `\n  ${next}.`}`);
  // Nx prints it; where in this package it was made says nothing to the reader.
  error.stack = error.message;
  return error;
}
