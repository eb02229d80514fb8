import { posix } from 'node:path';
import type { ProjectConfiguration, ProjectGraph } from '@nx/devkit';
import { PlainDisk } from '../../graph/testing/plain-disk';
import { findSourceDirectories } from '../../graph/testing/workspace-modules';
import { goEnvironment } from '../../toolchain/testing/go-environment';
import type { Env } from '../../toolchain';
import { readPluginOptions } from '../plugin-options';
import { computeStoredGraph, type StoredGraph } from '../project-graph/stored-graph';

export interface GraphGiven {
  /** Of the plugin, as in nx.json. */
  readonly options?: object;
  readonly env?: Env;
  /** Directories, relative to the root, with a project.json or package.json. */
  readonly projectJsons?: readonly string[];
  readonly packageJsons?: readonly string[];
  readonly isIgnored?: (path: string) => boolean;
}

/** What Nx is told of a workspace on disk. */
export function computeGraph(workspaceRoot: string, given: GraphGiven = {}): StoredGraph {
  const goMods = findSourceDirectories(workspaceRoot)
    .filter(({ modFiles }) => modFiles.includes('go.mod'))
    .map(({ path }) => posix.join(path, 'go.mod'));
  const named = (directories: readonly string[] = [], name: string) =>
    directories.map((directory) => posix.join(directory, name));
  return computeStoredGraph(
    {
      workspaceRoot,
      manifests: {
        goMods,
        projectJsons: named(given.projectJsons, 'project.json'),
        packageJsons: named(given.packageJsons, 'package.json'),
      },
      options: readPluginOptions(given.options),
      env: goEnvironment(given.env),
      installedVersion: 'go1.26.0',
    },
    new PlainDisk(workspaceRoot, given.isIgnored),
  );
}

/** The projects of a graph, by root. */
export function projectsOf({ results }: StoredGraph): Record<string, ProjectConfiguration> {
  const all = results.flatMap(([, { projects = {} }]) => Object.entries(projects));
  return Object.fromEntries(all) as Record<string, ProjectConfiguration>;
}

/** Nx's graph of them, with further projects that are there by their roots alone. */
export function nxGraphOf(graph: StoredGraph, others: readonly string[] = []): ProjectGraph {
  const projects = [
    // Those with a project.json have their name from there.
    ...Object.values(projectsOf(graph)).map((project) => ({
      name: posix.basename(project.root),
      ...project,
    })),
    ...others.map((root): ProjectConfiguration => ({ name: posix.basename(root), root, targets: {} })),
  ];
  const nodes = projects.map((project) => [
    project.name ?? project.root,
    { name: project.name ?? project.root, type: 'lib', data: project },
  ]);
  const dependencies = Object.fromEntries(projects.map(({ name, root }) => [name ?? root, []]));
  return { nodes: Object.fromEntries(nodes) as ProjectGraph['nodes'], dependencies, externalNodes: {} };
}
