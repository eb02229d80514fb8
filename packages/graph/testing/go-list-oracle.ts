import { realpathSync } from 'node:fs';
import { isAbsolute, join, relative, sep } from 'node:path';
import { mapParallel, type Env } from '../../support';
import { askGo, parseJsonStream } from '../../toolchain';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { sufficientContexts, type BuildContext, type ContextChoice, type Platform } from './build-contexts';
import { GraphCollector, type ListedPackage } from './graph-collector';
import type { ObservedGraph } from './observed-graph';
import { conditionSets } from './package-conditions';
import type { Condition } from './source-conditions';
import { findSourceDirectories, groupModules, isHidden, type ModuleGroup } from './workspace-modules';

export interface ObserveOptions {
  /** Beside or instead of what the go command finds by itself, such as GOPROXY and GOMODCACHE of a fixture. */
  readonly env?: Env;
  /** Chooses the contexts for packages that depend on these sets of conditions. */
  readonly chooseContexts?: typeof sufficientContexts;
  /** Fields of packages that are asked for besides. */
  readonly furtherFields?: readonly string[];
  /** Is given what each command answered. */
  readonly onListed?: (packages: readonly ListedPackage[]) => void;
}

export interface Observation extends ObservedGraph {
  /** Modules that the go command would not list at all: what is said about them is not the truth but nothing. */
  readonly failures: readonly ObservationFailure[];
  /** How many go commands were asked. */
  readonly commands: number;
}

export interface ObservationFailure {
  readonly modules: readonly string[];
  /** In the go command's words. */
  readonly message: string;
}

const FIELDS = 'ImportPath,Dir,Standard,ForTest,DepOnly,Module,Imports,TestImports,XTestImports,Deps';

/** The graph of a workspace as `go list` shows it, united over platforms, cgo and tags; root is absolute. */
export async function observe(root: string, options: ObserveOptions = {}): Promise<Observation> {
  const { env = {}, chooseContexts = sufficientContexts, furtherFields = [], onListed } = options;
  const fields = [FIELDS, ...furtherFields].join();
  const place = realpathSync(root);
  const go = goEnvironment({ GOPROXY: 'off', GOSUMDB: 'off', ...env });
  const directories = findSourceDirectories(place);
  const sets = conditionSets(place, directories);
  const choice = contextChoice(go);
  const modules = directories.filter(({ path, modFiles }) => modFiles.includes('go.mod') && !isHidden(path));
  const groups = groupModules(
    place,
    modules.map(({ path }) => path),
    go,
  );
  const questions = groups.flatMap((group) =>
    chooseContexts(setsOf(group, groups, sets), choice).map((context) => ({ group, context })),
  );
  const collector = new GraphCollector((directory) => insidePath(place, directory));
  const failures = new Map<ModuleGroup, string>();
  await mapParallel(questions, 2, async ({ group, context }) => {
    try {
      const packages = await list({ root: place, group, context, env: go, fields });
      collector.add(packages);
      onListed?.(packages);
    } catch (error) {
      failures.set(group, error instanceof Error ? error.message : String(error));
    }
  });
  return {
    ...collector.finish(),
    failures: [...failures].map(([{ modules: failed }, message]) => ({ modules: failed, message })),
    commands: questions.length,
  };
}

/** The condition sets of the packages that a group's answer is about. */
function setsOf(
  group: ModuleGroup,
  groups: readonly ModuleGroup[],
  sets: ReadonlyMap<string, readonly (readonly Condition[])[]>,
): (readonly Condition[])[] {
  const others = groups.filter((other) => other !== group).flatMap(({ modules }) => modules);
  const isOwn = (path: string): boolean => {
    const depth = (modules: readonly string[]): number =>
      Math.max(-1, ...modules.filter((module) => isWithin(path, module)).map(({ length }) => length));
    return depth(group.modules) > depth(others);
  };
  return [...sets].filter(([path]) => isOwn(path)).flatMap(([, own]) => own);
}

function isWithin(path: string, directory: string): boolean {
  return directory === '.' || path === directory || path.startsWith(`${directory}/`);
}

interface ListQuestion {
  readonly root: string;
  readonly group: ModuleGroup;
  readonly context: BuildContext;
  readonly env: Record<string, string>;
  readonly fields: string;
}

async function list({ root, group, context, env, fields }: ListQuestion): Promise<ListedPackage[]> {
  const { directory, goWork, modules } = group;
  const { goos, goarch, cgo, tags } = context;
  const cwd = join(root, directory);
  const patterns = modules.map(
    (module) => `./${[relative(cwd, join(root, module)), '...'].filter(Boolean).join('/')}`,
  );
  const text = await askGo({
    go: 'go',
    cwd,
    env: {
      ...env,
      GOOS: goos,
      GOARCH: goarch,
      CGO_ENABLED: cgo,
      GOWORK: goWork === undefined ? 'off' : join(root, goWork, 'go.work'),
    },
    args: ['list', '-e', '-deps', '-test', `-tags=${tags.join(',')}`, `-json=${fields}`, ...patterns],
    failure: { code: 'oracle', what: '`go list`' },
  });
  return parseJsonStream(text) as ListedPackage[];
}

/** The platforms of the toolchain, its own first. */
function contextChoice(env: Record<string, string>): ContextChoice {
  const own = askGoItself(['env', 'GOOS', 'GOARCH', 'GOVERSION'], '.', env).trim().split('\n');
  const platforms = askGoItself(['tool', 'dist', 'list'], '.', env)
    .trim()
    .split('\n')
    .map((line): Platform => {
      const [goos = '', goarch = ''] = line.split('/');
      return { goos, goarch };
    });
  const [goos, goarch, version = ''] = own;
  const isOwn = (platform: Platform): boolean => platform.goos === goos && platform.goarch === goarch;
  return {
    platforms: [...platforms.filter(isOwn), ...platforms.filter((platform) => !isOwn(platform))],
    release: Number(/^go1\.(\d+)/.exec(version)?.[1] ?? 0),
  };
}

/** A directory inside the workspace relative to its root, with `/`. */
function insidePath(root: string, directory: string): string | undefined {
  const path = relative(root, directory);
  if (path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)) return undefined;
  return path === '' ? '.' : path.split(sep).join('/');
}
