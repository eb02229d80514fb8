import { posix } from 'node:path';
import { isObject, parseJsonWithComments } from '../../support';
import type { Disk } from '../disk/disk';

/** Files, relative to the workspace root, that say where projects are. */
export interface Manifests {
  readonly goMods: readonly string[];
  readonly projectJsons: readonly string[];
  readonly packageJsons: readonly string[];
}

/** Sorts configuration files by what they describe. Files that are no part of the workspace's own code are left out. */
export function manifestsOf(files: readonly string[]): Manifests {
  const named = (name: string) => files.filter((file) => posix.basename(file) === name).sort();
  return {
    goMods: named('go.mod').filter((file) => !isForeign(file)),
    projectJsons: named('project.json'),
    packageJsons: named('package.json'),
  };
}

/** What the go command leaves out of `./...` holds no projects: test data, vendored and hidden directories. */
function isForeign(file: string): boolean {
  const directories = file.split('/').slice(0, -1);
  return directories.some(
    (name) => /^[_.]/.test(name) || ['testdata', 'vendor', 'node_modules'].includes(name),
  );
}

/** A project that a project.json or package.json describes. */
export interface DescribedProject {
  readonly root: string;
  readonly file: string;
  readonly name: string | undefined;
  readonly tags: readonly string[];
  readonly targets: Readonly<Record<string, DescribedTarget>>;
}

/** A target as written, without those of its fields here that are of another type: Nx says what is wrong with them. */
export interface DescribedTarget {
  readonly executor?: string;
  readonly command?: string;
  readonly outputs?: string[];
  readonly options?: Record<string, unknown>;
  readonly configurations?: Record<string, Record<string, unknown>>;
}

/** The projects of project.json files, by root. */
export function readProjectJsons(disk: Disk, files: readonly string[]): Map<string, DescribedProject> {
  return readProjects(disk, files, (content, root) => ({
    name: textOf(content.name) ?? nameInPackageJson(disk, root),
    tags: textsIn(content.tags) ?? [],
    targets: targetsOf(content.targets),
  }));
}

/** The projects of package.json files, by root: their `nx` targets, and their scripts. */
export function readPackageJsons(disk: Disk, files: readonly string[]): Map<string, DescribedProject> {
  return readProjects(disk, files, ({ nx, name, scripts }) => {
    const own = asObject(nx) ?? {};
    const targets = targetsOf(own.targets);
    const ofScripts = Object.keys(asObject(scripts) ?? {}).map((script) => {
      const target = targets[script] ?? {};
      const isOther = target.executor !== undefined || target.command !== undefined;
      return [script, isOther ? target : { ...target, executor: 'nx:run-script' }] as const;
    });
    return {
      name: textOf(own.name) ?? textOf(name),
      tags: textsIn(own.tags) ?? [],
      targets: { ...targets, ...Object.fromEntries(ofScripts) },
    };
  });
}

function readProjects(
  disk: Disk,
  files: readonly string[],
  describe: (content: Record<string, unknown>, root: string) => Omit<DescribedProject, 'root' | 'file'>,
): Map<string, DescribedProject> {
  const found = files.flatMap((file) => {
    const content = readObject(disk, file);
    if (content === undefined) return [];
    const root = posix.dirname(file);
    return [[root, { root, file, ...describe(content, root) }] as const];
  });
  return new Map(found);
}

/** Nx names a project by its package.json where its project.json does not. */
function nameInPackageJson(disk: Disk, root: string): string | undefined {
  const content = readObject(disk, root === '.' ? 'package.json' : `${root}/package.json`);
  return content && (textOf(asObject(content.nx)?.name) ?? textOf(content.name));
}

/** The object in a JSON file, read as Nx does, with comments; undefined where there is none. */
export function readObject(disk: Pick<Disk, 'text'>, file: string): Record<string, unknown> | undefined {
  const text = disk.text(file);
  return text === undefined ? undefined : asObject(parseJsonWithComments(text));
}

function targetsOf(value: unknown): Record<string, DescribedTarget> {
  const targets = Object.entries(asObject(value) ?? {});
  return Object.fromEntries(targets.map(([name, target]) => [name, asTarget(target)]));
}

/** A target without fields that have another shape than Nx's. */
export function asTarget(value: unknown): DescribedTarget {
  const { executor, command, outputs, options, configurations, ...others } = asObject(value) ?? {};
  const [runBy, shell, made, given, variants] = [
    textOf(executor),
    textOf(command),
    textsIn(outputs),
    asObject(options),
    asObject(configurations),
  ];
  return {
    ...others,
    ...(runBy !== undefined && { executor: runBy }),
    ...(shell !== undefined && { command: shell }),
    ...(made !== undefined && { outputs: made }),
    ...(given !== undefined && { options: given }),
    ...(variants !== undefined && { configurations: objectsIn(variants) }),
  };
}

function objectsIn(value: Record<string, unknown>): Record<string, Record<string, unknown>> {
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, asObject(one) ?? {}]));
}

/** The texts of a list; undefined where there is none. */
export function textsIn(value: unknown): string[] | undefined {
  if (!Array.isArray(value)) return undefined;
  return value.filter((one): one is string => typeof one === 'string');
}

function asObject(value: unknown): Record<string, unknown> | undefined {
  return isObject(value) ? value : undefined;
}

function textOf(value: unknown): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}
