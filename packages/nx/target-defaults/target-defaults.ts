import { existsSync } from 'node:fs';
import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { goExecutorOf } from '../go-targets';
import { hashVariableOf } from '../task-hash/hash-variable';
import type { Platform } from './host-platform';
import { platformOf, platformTaken, type EnvironmentOf, type PlatformOptions } from './target-platforms';

export interface ProjectContext {
  readonly name: string;
  /** Relative to the workspace root. */
  readonly root: string;
  readonly workspaceRoot: string;
}

/** What a Go target gets where its project.json leaves it out. */
export function defaultsOfTarget(
  given: TargetConfiguration,
  context: ProjectContext,
  environmentOf: EnvironmentOf,
): TargetConfiguration {
  const executor = goExecutorOf(given);
  const base: TargetConfiguration = { executor: given.executor };
  if (executor === 'go-run') return { ...base, cache: false, continuous: true };
  const cached = { ...base, cache: true, inputs: inputsOf(context) };
  if (executor === 'go-vet') return cached;
  const outputs = ['{options.outputPath}'];
  if (executor === 'go-test') {
    const configurations = withOutputPaths(given, (name) =>
      posix.join('dist', context.root, 'go-test', name),
    );
    return {
      ...cached,
      // Nx leaves out an output whose option is not set.
      outputs: [...outputs, '{options.coverProfile}'],
      options: { outputPath: posix.join('dist', context.root, 'go-test', 'default') },
      configurations,
    };
  }
  return { ...cached, ...artifactsOf(given, context, environmentOf) };
}

/**
 * Where artifacts go: one directory a platform, since Nx stores whatever lies in a target's outputs, and an output that held
 * several platforms would bring back old artifacts of one with those of another.
 */
function artifactsOf(
  given: TargetConfiguration,
  { root }: ProjectContext,
  environmentOf: EnvironmentOf,
): Partial<TargetConfiguration> {
  const base = (given.options ?? {}) as BuildSettings;
  const configurations = (given.configurations ?? {}) as Record<string, BuildSettings | undefined>;
  const options = platformOf(base, undefined, environmentOf(undefined));
  const platforms = Object.entries(configurations).map(
    ([name, own]) => [name, platformOf(base, own, environmentOf(name))] as const,
  );
  const metadata = { [HOST_PLATFORM]: platformTaken(base, undefined, environmentOf(undefined)) };
  const hasOutputPath = [base, ...Object.values(configurations)].some((one) => one?.outputPath !== undefined);
  const debug = { debug: { gcflags: 'all=-N -l' } };
  if (!hasOutputPath) {
    const outputs = [posix.join('{workspaceRoot}/dist', root, '{options.goos}-{options.goarch}')];
    return { outputs, options, metadata, configurations: { ...debug, ...Object.fromEntries(platforms) } };
  }
  const withPath = (platform: Platform) => ({
    ...platform,
    outputPath: posix.join('dist', root, `${platform.goos}-${platform.goarch}`),
  });
  const paths = platforms.map(([name, platform]) => [name, withPath(platform)] as const);
  return {
    outputs: ['{options.outputPath}'],
    options: withPath(options),
    metadata,
    configurations: { ...debug, ...Object.fromEntries(paths) },
  };
}

interface BuildSettings extends PlatformOptions {
  readonly outputPath?: string;
}

/** Key of a target's metadata: what of its platform was taken from the environment or the host when the graph was made. */
export const HOST_PLATFORM = 'goshawkHostPlatform';

function withOutputPaths(
  given: TargetConfiguration,
  pathOf: (name: string) => string,
): Record<string, { outputPath: string }> {
  const configurations: Record<string, unknown> = given.configurations ?? {};
  return Object.fromEntries(Object.keys(configurations).map((name) => [name, { outputPath: pathOf(name) }]));
}

/**
 * Coarse until packages are known: the project, what it depends on, and the files of its ancestors that decide the build list.
 * Modules elsewhere decide it as well (each go.mod that go.work uses, replaced modules, a GOWORK in another place): their
 * content is in the hash variable.
 */
function inputsOf({ name, root, workspaceRoot }: ProjectContext): NonNullable<TargetConfiguration['inputs']> {
  return [
    'default',
    '^default',
    ...ancestorsOf(root).flatMap((directory) => decidingFiles(directory, workspaceRoot)),
    { externalDependencies: [] },
    { env: hashVariableOf(name) },
  ];
}

/** Directories from a project's root up to the workspace root. */
function ancestorsOf(root: string): string[] {
  return root === '.' ? ['.'] : [root, ...ancestorsOf(posix.dirname(root))];
}

function decidingFiles(directory: string, workspaceRoot: string): string[] {
  const names = ['go.work', 'go.work.sum', 'go.mod', 'go.sum', 'vendor/modules.txt'];
  const present = names.filter((file) => existsSync(posix.join(workspaceRoot, directory, file)));
  return present.map((file) => {
    const path = posix.join('{workspaceRoot}', directory, file);
    return file === 'vendor/modules.txt' ? posix.join(posix.dirname(path), '**/*') : path;
  });
}
