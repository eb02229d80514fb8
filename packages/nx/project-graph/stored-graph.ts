import { posix } from 'node:path';
import type {
  CreateNodesResultV2,
  ProjectConfiguration,
  ProjectGraphExternalNode,
  TargetConfiguration,
} from '@nx/devkit';
import {
  computeGoGraph,
  sourceFaults,
  type Disk,
  type GoGraph,
  type GoProject,
  type GraphFault,
  type Manifests,
} from '../../graph';
import type { Env } from '../../toolchain';
import { hashVariableOf, settingsVariableOf } from '../task-hash/hash-variable';
import { TaskEnvironments } from '../task-hash/task-environment';
import type { PluginOptions } from '../plugin-options';
import { defaultsOfTarget } from '../target-defaults/target-defaults';
import { buildListInputs } from './build-list-inputs';
import { edgesNode } from './edges-node';
import { externalNodesOf } from './external-nodes';
import { findGenerated } from './find-generated';
import { findLintConfig, lintInputs } from './find-lint-config';
import { findGenerating, generatingProducers, outputPatterns } from './find-generating';
import { goTargetsOfProject, type GivenTarget } from './infer-targets';
import { PackageInputs } from './package-inputs';
import { projectEdges, type ProjectEdge } from './project-edges';
import { describeProject, describeTarget } from './metadata';
import { TargetFilesOf, type TargetFiles } from './target-files';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** All that Nx is told of the Go code of a workspace, as JSON. */
export interface StoredGraph {
  readonly results: CreateNodesResultV2;
  readonly faults: readonly GraphFault[];
  readonly edges: readonly ProjectEdge[];
  readonly externalEdges: readonly (readonly [source: string, target: string])[];
}

export interface StoredGraphRequest {
  readonly workspaceRoot: string;
  readonly manifests: Manifests;
  readonly options: PluginOptions;
  readonly env: Env;
  readonly installedVersion: string | undefined;
}

/** Computes it from the files of the workspace. */
export function computeStoredGraph(request: StoredGraphRequest, disk: Disk): StoredGraph {
  const { workspaceRoot, options, env } = request;
  const described = computeGoGraph({ ...request, root: workspaceRoot, disk });
  const generating = findGenerating(described, disk);
  const targetsOf = new Map(
    described.projects.map((project) => {
      const written = described.described.get(project.root)?.targets ?? {};
      return [
        project,
        goTargetsOfProject(project, written, options, {
          hasDirectives: generating.has(project.root),
          lintConfig: findLintConfig(project.root, disk),
        }),
      ] as const;
    }),
  );
  const inferred = [...targetsOf].flatMap(([project, targets]) => {
    const own = generating.get(project.root);
    return own === undefined ? [] : generatingProducers(project, targets, own);
  });
  const graph: GoGraph = { ...described, producers: described.producersWith(inferred) };
  const generated = findGenerated(graph, disk);
  const packageInputs = new PackageInputs(graph, disk);
  const files = new TargetFilesOf(graph, packageInputs, generated.producersOf);
  const external = externalNodesOf(graph.moduleLists);
  const environments = new TaskEnvironments(workspaceRoot, env, {
    names: (directory) => disk.hiddenFiles(directory === '' ? '.' : directory),
    text: (file) => disk.text(file) ?? '',
  });
  const lists = new Map(
    [...graph.moduleLists].map(([group, modules]) => [group, buildListInputs(group, modules, disk)]),
  );
  const inputsOf = (
    { name, module }: GoProject,
    { inputs, producers }: TargetFiles,
    settings: string,
    further: readonly string[],
  ): Inputs => [
    ...(inputs as Inputs),
    ...further,
    ...(lists.get(graph.groupOf(module)) ?? []),
    ...(producers.length > 0 ? [{ dependentTasksOutputFiles: '**/*' }] : []),
    { externalDependencies: [] },
    { env: settings },
    { env: hashVariableOf(name) },
  ];
  /** @param known inputs of targets of the project by what they read and their settings, so that equal lists are one */
  const toTarget = (
    project: GoProject,
    target: GivenTarget,
    known: Map<TargetFiles, Map<string, Inputs>>,
  ): TargetConfiguration => {
    const generates = target.executor === 'go-generate' ? generating.get(project.root) : undefined;
    const read = files.of(project, target, generates);
    const { producers } = read;
    const context = {
      root: project.root,
      inputs: [],
      ...(generates && {
        made: { outputs: outputPatterns(generates, project.root), isComplete: generates.isComplete },
      }),
    };
    const defaults = defaultsOfTarget(target.given, context, (configuration) =>
      environments.of({ projectRoot: project.root, target: target.name, configuration }),
    );
    const merged = mergeTargets(
      {
        ...defaults,
        ...(producers.length > 0 && {
          dependsOn: producers.map(({ project: name, target: made }) =>
            name === project.name ? made : { projects: [name], target: made },
          ),
        }),
        metadata: { ...describeTarget(target), ...defaults.metadata },
      },
      target.added,
    );
    if (defaults.inputs === undefined || target.added.inputs !== undefined) return merged;
    const { directory } = graph.groupOf(project.module);
    const settings = settingsVariableOf(directory, mergeTargets(merged, target.given));
    const alike = known.get(read) ?? new Map<string, Inputs>();
    known.set(read, alike);
    const further = target.executor === 'go-lint' ? lintInputs(project.root, disk) : [];
    const key = [settings, ...further].join();
    const inputs = alike.get(key) ?? inputsOf(project, read, settings, further);
    alike.set(key, inputs);
    return { ...merged, inputs };
  };
  const projects = graph.projects.map((project) => {
    const given = targetsOf.get(project) ?? [];
    const known = new Map<TargetFiles, Map<string, Inputs>>();
    const targets = Object.fromEntries(
      given.map((target) => [target.name, toTarget(project, target, known)]),
    );
    return { project, targets, given };
  });
  const results = projects.map(({ project, targets, given }): CreateNodesResultV2[number] => [
    sourceOf(project, graph),
    {
      projects: {
        [project.root]: {
          root: project.root,
          ...describeProject(project, given),
          ...(graph.described.has(project.root) ? {} : { name: project.name }),
          namedInputs: packageInputs.namedInputsOf(project.root),
          targets,
        } as ProjectConfiguration,
      },
    },
  ]);
  const edges = projectEdges(graph, external, generated.edges, disk);
  return {
    results: withExternalNodes(results, { ...external.nodes, ...edgesNode(edges, graph.roots) }),
    faults: [...graph.faults, ...sourceFaults(graph), ...generated.faults],
    edges,
    externalEdges: external.edges,
  };
}

function withExternalNodes(
  results: CreateNodesResultV2,
  externalNodes: Record<string, ProjectGraphExternalNode>,
): CreateNodesResultV2 {
  const [first, ...others] = results;
  return first === undefined ? results : [[first[0], { ...first[1], externalNodes }], ...others];
}

/** The file that a project comes from, for `nx show project --verbose`. */
function sourceOf({ root, kind, module }: GoProject, { described }: GoGraph): string {
  const isDescribed = kind === 'directory' || kind === 'around';
  const file = isDescribed ? described.get(root)?.file : undefined;
  return file ?? posix.join(module.directory, 'go.mod');
}

/** What added targets say comes first, but for configurations, options and dependsOn, which are put together. */
function mergeTargets(defaults: TargetConfiguration, added: TargetConfiguration): TargetConfiguration {
  const configurations: Record<string, object> = { ...defaults.configurations };
  const others: Readonly<Record<string, object>> = added.configurations ?? {};
  for (const [name, own] of Object.entries(others)) {
    configurations[name] = { ...configurations[name], ...own };
  }
  const dependsOn = [...(defaults.dependsOn ?? []), ...(added.dependsOn ?? [])];
  return {
    ...defaults,
    ...added,
    ...(dependsOn.length > 0 && { dependsOn }),
    ...((defaults.options !== undefined || added.options !== undefined) && {
      options: { ...(defaults.options as object | undefined), ...(added.options as object | undefined) },
    }),
    ...(Object.keys(configurations).length > 0 && { configurations }),
    ...(defaults.metadata !== undefined && { metadata: { ...defaults.metadata, ...added.metadata } }),
  };
}
