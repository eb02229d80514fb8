import { realpathSync } from 'node:fs';
import { toWorkspacePath, type GoGraph } from '../../graph';
import { UsageError } from '../../support';
import { findImportChain } from './import-chain';
import { readGraphWorkspace, type GraphPlace } from './graph-workspace';
import { NamedPlaces, type NamedPlace } from './named-places';
import { findRequirementChain, type Requirement } from './requirement-chain';
import { askGraph } from './with-graph';

/** What `goshawk why --json` prints. */
export interface WhyDocument {
  readonly schemaVersion: 1;
  readonly from: string;
  readonly to: string;
  /** `test` for a chain that begins in a test; null where there is none. */
  readonly kind: 'build' | 'test' | null;
  /** Imports, each of the package that the one before leads to. Files are relative to the root. */
  readonly chain: readonly { readonly file: string; readonly line: number; readonly path: string }[];
  /** How a module that nothing imports comes to be in the build list. */
  readonly requirements: readonly Requirement[];
}

/**
 * Why a project, package or module is part of what another one builds or tests.
 *
 * @throws UsageError 'unknown-name', 'same-place', 'not-of-the-workspace'
 */
export function explainImport(place: GraphPlace, from: string, to: string): WhyDocument {
  const workspace = readGraphWorkspace(place);
  const here = toWorkspacePath(workspace.root, realpathSync(place.cwd));
  return askGraph(workspace, {
    verb: 'why',
    key: JSON.stringify([here, from, to]),
    answer: (graph) => {
      const places = new NamedPlaces(graph, here);
      return explain(graph, places.find(from), places.find(to));
    },
  });
}

function explain(graph: GoGraph, from: NamedPlace, to: NamedPlace): WhyDocument {
  if (from.kind === 'module' && from.packages.length === 0) {
    throw new UsageError({
      code: 'not-of-the-workspace',
      message: `${from.name} is a module from elsewhere, and its imports are not looked at.`,
      next: 'Name a project of the workspace first.',
    });
  }
  if (from.packages.length > 0 && from.packages.every((node) => to.packages.includes(node))) {
    throw new UsageError({
      code: 'same-place',
      message: `${from.name} is ${to.name === from.name ? 'itself' : `part of ${to.name}`}.`,
      next: 'Name two different ones.',
    });
  }
  const { packages } = from;
  for (const first of ['build', 'test'] as const) {
    const chain = findImportChain({ graph, from: packages, first, isGoal: (edge) => to.isImportedBy(edge) });
    if (chain === undefined) continue;
    const imports = chain.map(({ file, line, path }) => ({ file, line, path }));
    return documentOf(from, to, { kind: first, chain: imports });
  }
  const [node] = packages;
  const list = node && graph.moduleLists.get(node.group);
  const isAsked = to.kind === 'module' && node !== undefined && list !== undefined;
  return documentOf(from, to, {
    requirements: isAsked ? findRequirementChain(node.group, list, to.name) : [],
  });
}

function documentOf(from: NamedPlace, to: NamedPlace, found: Partial<WhyDocument>): WhyDocument {
  const nothing = { kind: null, chain: [], requirements: [] };
  return { schemaVersion: 1, from: from.name, to: to.name, ...nothing, ...found };
}
