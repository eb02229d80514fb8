import { posix } from 'node:path';
import type { GoGraph } from './go-graph';
import type { SourceFault } from './go-files/go-file';
import type { GraphFault } from './workspace/graph-fault';
import { malformationOf } from './workspace/malformed-import';
import type { SourceFile } from './workspace/package-content';

/**
 * What is wrong with files of projects, beyond the graph's own faults: Go files that the go command cannot read, imports that
 * are none, and embed patterns that it refuses.
 */
export function sourceFaults(graph: Pick<GoGraph, 'nodes' | 'isNeverBuilt' | 'filesOf'>): GraphFault[] {
  return graph.nodes.flatMap((node) => {
    if (node.module === undefined) return [];
    const { directory, files } = node.content;
    const ofFiles = files.flatMap((file): GraphFault[] => {
      const faults = faultsIn(file);
      // Only a file with faults is worth the question.
      if (faults.length === 0 || graph.isNeverBuilt(file)) return [];
      return faults.map((fault) => ({ file: posix.join(directory, file.name), ...fault }));
    });
    return [...ofFiles, ...graph.filesOf(node).faults];
  });
}

/** The go command takes nothing of a file that it cannot read. */
function faultsIn({ content }: SourceFile): SourceFault[] {
  if (content.fault !== undefined) return [content.fault];
  return content.imports.flatMap(({ path, line }) => {
    // Of relative and absolute paths it says something else.
    const malformation = /^[./]/.test(path) ? undefined : malformationOf(path);
    return malformation === undefined
      ? []
      : [{ line, message: `malformed import path "${path}": ${malformation}` }];
  });
}
