import type { TargetConfiguration } from '@nx/devkit';
import { readProjectOptions, type ProjectOptions } from '../graph';
import { invalidPluginOption as invalid, isObject, objectOption, textOption, UsageError } from '../support';
import { GO_EXECUTORS } from './go-targets';

/** How an inferred target is called, what it has besides, or that there is none. */
export type InferredTarget = false | string | (TargetConfiguration & { readonly name?: string });

/** Options of the plugin's entry in nx.json. */
export interface PluginOptions extends ProjectOptions {
  /** The go command: a path or a name on PATH. */
  readonly goBinary?: string;
  /** Directory of all dimensions; the user's cache directory where unset. */
  readonly cacheRoot?: string;
  /** What to do when a replayed test read something then that differs now. */
  readonly undeclaredInputs: 'fail' | 'warn';
  /** Inferred targets by executor, such as `go-build`. */
  readonly targets: Readonly<Record<string, InferredTarget | undefined>>;
  /** Platforms for which inferred go-build targets get a configuration, such as `linux-amd64`. */
  readonly platforms: readonly { readonly goos: string; readonly goarch: string }[];
}

const KNOWN = [
  ...['goBinary', 'cacheRoot', 'undeclaredInputs', 'targets', 'platforms'],
  ...['projectPerMain', 'projectNames', 'generated'],
];

/**
 * Reads the options as nx.json has them; a plugin listed by name alone has none.
 *
 * @throws UsageError 'invalid-plugin-option'
 */
export function readPluginOptions(given: unknown): PluginOptions {
  const options = given === undefined || given === null ? {} : objectOption('options', given);
  const unknown = Object.keys(options).find((name) => !KNOWN.includes(name));
  if (unknown !== undefined) {
    throw new UsageError({
      code: 'invalid-plugin-option',
      message: `The plugin goshawk in nx.json has no option ${unknown}.`,
      next: `Take it out; the options are ${KNOWN.join(', ')}.`,
    });
  }
  const undeclaredInputs = options.undeclaredInputs ?? 'fail';
  if (undeclaredInputs !== 'fail' && undeclaredInputs !== 'warn')
    throw invalid('undeclaredInputs', '"fail" or "warn"');
  return {
    goBinary: textOption(options, 'goBinary'),
    cacheRoot: textOption(options, 'cacheRoot'),
    undeclaredInputs,
    targets: readTargets(options.targets),
    platforms: readPlatforms(options.platforms),
    ...readProjectOptions(options),
  };
}

function readTargets(given: unknown): PluginOptions['targets'] {
  if (given === undefined) return {};
  const targets = objectOption('targets', given);
  for (const [executor, target] of Object.entries(targets)) {
    if (!GO_EXECUTORS.some((one) => one === executor))
      throw invalid(`targets.${executor}`, `one of ${GO_EXECUTORS.join(', ')}`);
    const isNamed = isObject(target) && (target.name === undefined || isName(target.name));
    const isTarget = target === false || typeof target === 'string' || isNamed;
    if (!isTarget || target === '') throw invalid(`targets.${executor}`, 'a name, a target, or false');
  }
  return targets as PluginOptions['targets'];
}

function readPlatforms(given: unknown): PluginOptions['platforms'] {
  const platforms = given ?? [];
  if (!Array.isArray(platforms))
    throw invalid('platforms', 'a list such as ["linux/amd64", "windows/amd64"]');
  return platforms.map((platform: unknown) => {
    const [, goos, goarch] = /^(\w+)\/(\w+)$/.exec(String(platform)) ?? [];
    if (goos === undefined || goarch === undefined)
      throw invalid('platforms', 'a list of GOOS/GOARCH pairs such as "linux/amd64"');
    return { goos, goarch };
  });
}

function isName(value: unknown): boolean {
  return typeof value === 'string' && value !== '';
}
