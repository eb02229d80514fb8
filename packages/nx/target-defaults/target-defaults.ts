import type { TargetConfiguration } from '@nx/devkit';
import { usualOutputPath, writesSources } from '../../commands';
import { goExecutorOf, type GoExecutor } from '../go-targets';
import type { Platform } from './host-platform';
import { platformOf, platformTaken, type EnvironmentOf, type PlatformOptions } from './target-platforms';

export interface ProjectContext {
  /** Relative to the workspace root. */
  readonly root: string;
  /** What the project's cached targets read. */
  readonly inputs: NonNullable<TargetConfiguration['inputs']>;
  /** What go-generate makes, and whether that is all. */
  readonly made?: { readonly outputs: readonly string[]; readonly isComplete: boolean };
}

/** Executors that say something, and make nothing. */
const LEAVES_NOTHING: ReadonlySet<GoExecutor> = new Set(['go-vet', 'go-fmt', 'go-tidy', 'go-lint']);

/** What a Go target gets where its project.json leaves it out. */
export function defaultsOfTarget(
  given: TargetConfiguration,
  context: ProjectContext,
  environmentOf: EnvironmentOf,
): TargetConfiguration {
  const executor = goExecutorOf(given);
  const base: TargetConfiguration = { executor: given.executor };
  if (executor === 'go-run') return { ...base, cache: false, continuous: true };
  // `nx affected` follows inputs of targets that are not cached as well.
  if (executor === 'go-vuln')
    return { ...base, cache: false, inputs: context.inputs, outputs: ['{options.sarifFile}'] };
  const cached = { ...base, cache: !mayWriteSources(given), inputs: context.inputs };
  // Without any, Nx would take directories such as dist and build of the project for what it makes.
  if (executor !== undefined && LEAVES_NOTHING.has(executor)) return { ...cached, outputs: [] };
  if (executor === 'go-generate') {
    const { outputs = [], isComplete = false } = context.made ?? {};
    // A replay restores outputs, and nothing else that was made.
    return { ...cached, cache: isComplete || given.outputs !== undefined, outputs: [...outputs] };
  }
  const outputs = ['{options.outputPath}'];
  if (executor === 'go-test') {
    const configurations = withOutputPaths(given, (name) => usualOutputPath(context.root, 'go-test', name));
    return {
      ...cached,
      // Nx leaves out an output whose option is not set.
      outputs: [...outputs, '{options.coverProfile}', '{options.junitFile}', '{options.jsonFile}'],
      options: { outputPath: usualOutputPath(context.root, 'go-test', 'default') },
      ...(Object.keys(configurations).length > 0 && { configurations }),
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
    const outputs = [`{workspaceRoot}/${usualOutputPath(root, '{options.goos}-{options.goarch}')}`];
    return { outputs, options, metadata, configurations: { ...debug, ...Object.fromEntries(platforms) } };
  }
  const withPath = (platform: Platform) => ({
    ...platform,
    outputPath: usualOutputPath(root, `${platform.goos}-${platform.goarch}`),
  });
  const paths = platforms.map(([name, platform]) => [name, withPath(platform)] as const);
  return {
    outputs: ['{options.outputPath}'],
    options: withPath(options),
    metadata,
    configurations: { ...debug, ...Object.fromEntries(paths) },
  };
}

/** Whether a target, or one of its configurations, changes sources: a replay would not. */
function mayWriteSources(given: TargetConfiguration): boolean {
  const executor = goExecutorOf(given) ?? '';
  const configurations: unknown[] = Object.values(given.configurations ?? {});
  const all: unknown[] = [given.options, ...configurations];
  return all.some((options) => writesSources(executor, options ?? {}));
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
