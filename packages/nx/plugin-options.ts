import { isCachePolicy, type CachePolicy } from '../commands';
import { KNOWN_ARCH, KNOWN_OS, readProjectOptions, type ProjectOptions } from '../graph';
import { invalidPluginOption as invalid, objectOption, refuseUnknownOptions, textOption } from '../support';
import { readTargetOptions, type InferredTarget } from './target-options';

export type { InferredTarget };

/** Options of the plugin's entry in nx.json. */
export interface PluginOptions extends ProjectOptions {
  /** The go command: a path or a name on PATH. */
  readonly goBinary?: string;
  /** Directory of all dimensions; the user's cache directory where unset. */
  readonly cacheRoot?: string;
  /** What to do when a replayed test read something then that differs now. */
  readonly undeclaredInputs: 'fail' | 'warn';
  /** What becomes of entries of Go's build cache that are wrong. */
  readonly cacheVerification: CachePolicy;
  /** Inferred targets by executor, such as `go-build`. */
  readonly targets: Readonly<Record<string, InferredTarget | undefined>>;
  /** Platforms for which inferred go-build targets get a configuration, such as `linux-amd64`. */
  readonly platforms: readonly { readonly goos: string; readonly goarch: string }[];
}

const KNOWN = [
  ...['goBinary', 'cacheRoot', 'undeclaredInputs', 'cacheVerification', 'targets', 'platforms'],
  ...['projectPerMain', 'projectNames', 'generated'],
];

/**
 * Reads the options as nx.json has them; a plugin listed by name alone has none.
 *
 * @throws UsageError 'invalid-plugin-option'
 */
export function readPluginOptions(given: unknown): PluginOptions {
  const options = given === undefined || given === null ? {} : objectOption('options', given);
  refuseUnknownOptions(options, KNOWN);
  const undeclaredInputs = options.undeclaredInputs ?? 'fail';
  if (undeclaredInputs !== 'fail' && undeclaredInputs !== 'warn')
    throw invalid('undeclaredInputs', '"fail" or "warn"');
  const cacheVerification = options.cacheVerification ?? 'repair';
  if (!isCachePolicy(cacheVerification)) throw invalid('cacheVerification', '"report", "repair" or "fail"');
  return {
    goBinary: textOption(options, 'goBinary'),
    cacheRoot: textOption(options, 'cacheRoot'),
    undeclaredInputs,
    cacheVerification,
    targets: readTargetOptions(options.targets),
    platforms: readPlatforms(options.platforms),
    ...readProjectOptions(options),
  };
}

function readPlatforms(given: unknown): PluginOptions['platforms'] {
  const platforms = given ?? [];
  if (!Array.isArray(platforms))
    throw invalid('platforms', 'a list such as ["linux/amd64", "windows/amd64"]');
  return platforms.map((platform: unknown) => {
    const [, goos, goarch] = /^(\w+)\/(\w+)$/.exec(String(platform)) ?? [];
    if (goos === undefined || goarch === undefined)
      throw invalid('platforms', 'a list of GOOS/GOARCH pairs such as "linux/amd64"');
    if (!KNOWN_OS.has(goos) || !KNOWN_ARCH.has(goarch))
      throw invalid(
        `platforms: "${goos}/${goarch}"`,
        'a platform that `go tool dist list` shows, such as "linux/amd64"',
      );
    return { goos, goarch };
  });
}
