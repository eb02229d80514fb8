import type { CreateNodesResultV2, TargetConfiguration } from '@nx/devkit';
import type { ProjectInput } from './package-inputs';
import type { StoredGraph } from './stored-graph';

type Inputs = NonNullable<TargetConfiguration['inputs']>;

/** An input as it is, or the name of an input and the numbers of its projects. */
type PackedInput = Inputs[number] | readonly [input: string, ...projects: number[]];

/**
 * A StoredGraph as it lies on disk. Most of it would be names of projects in the inputs of targets, and what all projects have
 * alike: both are there once, in tables, and numbers elsewhere.
 */
export interface PackedGraph extends Omit<StoredGraph, 'results'> {
  readonly names: readonly string[];
  readonly inputs: readonly (readonly PackedInput[])[];
  /** Values that many projects have alike. */
  readonly shared: readonly object[];
  readonly results: readonly (readonly [file: string, result: PackedResult])[];
}

type PackedResult = Omit<CreateNodesResultV2[number][1], 'projects'> & {
  readonly projects: readonly (readonly [root: string, project: Packed])[];
};
type Packed = Readonly<Record<string, unknown>>;

/** Which parts of a project and its targets are in tables. */
const SHARED = ['namedInputs', 'metadata', 'outputs'];

export function packGraph({ results, ...graph }: StoredGraph): PackedGraph {
  const [names, inputs, shared] = [new Table<string>(), new Table<Inputs>(), new Table<string>()];
  const packShared = (value: object): Record<string, unknown> => {
    const packed: Record<string, unknown> = { ...value };
    for (const key of SHARED) {
      if (packed[key] !== undefined) packed[key] = shared.indexOf(JSON.stringify(packed[key]));
    }
    return packed;
  };
  const packTarget = (target: TargetConfiguration): Packed => {
    const packed = packShared(target);
    if (target.inputs !== undefined) packed.inputs = inputs.indexOf(target.inputs);
    return packed;
  };
  const packed = results.map(([file, { projects = {}, ...others }]) => {
    const own = Object.entries(projects).map(([root, project]) => {
      const targets = Object.entries(project.targets ?? {}).map(([name, one]) => [name, packTarget(one)]);
      return [root, { ...packShared(project), targets }] as const;
    });
    return [file, { ...others, projects: own }] as const;
  });
  const packInput = (input: Inputs[number]): PackedInput =>
    isProjectInput(input) ? [input.input, ...input.projects.map((name) => names.indexOf(name))] : input;
  return {
    ...graph,
    inputs: inputs.values.map((list) => list.map(packInput)),
    names: names.values,
    shared: shared.values.map((text) => JSON.parse(text) as object),
    results: packed,
  };
}

/** The graph again. */
export function unpackGraph({ results, names, inputs, shared, ...graph }: PackedGraph): StoredGraph {
  const lists = inputs.map((list) => list.map((input) => unpackInput(input, names)));
  const unpackShared = (packed: Packed): Record<string, unknown> => {
    const value: Record<string, unknown> = { ...packed };
    for (const key of SHARED) {
      const index = value[key];
      if (typeof index === 'number') value[key] = copyOf(shared[index]);
    }
    return value;
  };
  const unpackTarget = (packed: Packed) => {
    const target = unpackShared(packed);
    if (typeof target.inputs === 'number') target.inputs = [...(lists[target.inputs] ?? [])];
    return target;
  };
  const unpacked = results.map(([file, { projects, ...others }]) => {
    const own = projects.map(([root, packed]) => {
      const project = unpackShared(packed);
      const targets = (project.targets as [string, Packed][]).map(([name, one]) => [name, unpackTarget(one)]);
      return [root, { ...project, targets: Object.fromEntries(targets) as object }];
    });
    return [file, { ...others, projects: Object.fromEntries(own) as object }];
  });
  return { ...graph, results: unpacked as unknown as CreateNodesResultV2 };
}

function unpackInput(input: PackedInput, names: readonly string[]): Inputs[number] {
  if (!Array.isArray(input)) return input as Inputs[number];
  const [name, ...projects] = input as readonly [string, ...number[]];
  return { input: name, projects: projects.map((index) => names[index] ?? '') };
}

function isProjectInput(input: Inputs[number]): input is ProjectInput & { projects: string[] } {
  return (
    typeof input === 'object' && 'input' in input && 'projects' in input && Array.isArray(input.projects)
  );
}

/** One level: Nx sends it to another process or merges it into objects of its own, and changes no list in it. */
function copyOf(value: object | undefined): object | undefined {
  return Array.isArray(value) ? [...(value as unknown[])] : value && { ...value };
}

/** Numbers values by their identity, in the order in which they come. */
class Table<T> {
  readonly values: T[] = [];
  private readonly indexes = new Map<T, number>();

  indexOf(value: T): number {
    let index = this.indexes.get(value);
    if (index === undefined) {
      index = this.values.push(value) - 1;
      this.indexes.set(value, index);
    }
    return index;
  }
}
