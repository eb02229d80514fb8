import { KNOWN_ARCH, KNOWN_OS, matchesOs } from './platforms';

/** A build, as far as words of build constraints depend on nothing but the toolchain and its platform. */
export interface BuildPlatform {
  readonly goos: string;
  readonly goarch: string;
  readonly cgo: boolean;
  /** The `N` of go 1.N. */
  readonly minor: number;
}

/**
 * Whether a word of build constraints would mean something else as a build tag than what the graph takes it for: the file it
 * guards would be built where nobody expects it.
 */
export function contradictsGraph(tag: string, { goos, goarch, cgo, minor }: BuildPlatform): boolean {
  if (tag === 'ignore') return true;
  if (tag === 'cgo') return !cgo;
  if (KNOWN_OS.has(tag) || tag === 'unix') return !matchesOs(tag, goos);
  const [architecture = ''] = tag.split('.');
  if (KNOWN_ARCH.has(architecture)) return architecture !== goarch;
  const release = /^go1\.(\d+)$/.exec(tag)?.[1];
  return release !== undefined && Number(release) > minor;
}
