import { isSwitchedOn, readFlagValues, type FlagValues } from './flag-values';
import { parseTags } from './parse-tags';

const COVER_DETAILS = ['covermode', 'coverpkg', 'coverprofile', 'test.coverprofile'];

/** The flags that decide a build, after GOFLAGS and arguments were merged. A value that is unset or empty is undefined. */
export interface BuildFlags {
  /** Sorted, each once. */
  tags: string[];
  race: boolean;
  msan: boolean;
  asan: boolean;
  /** True as well when -covermode, -coverpkg or -coverprofile is given. */
  cover: boolean;
  trimpath: boolean;
  linkshared: boolean;
  /** -a: everything is to be rebuilt. */
  rebuild: boolean;
  /** -n: commands are printed, not run. */
  dryRun: boolean;
  work: boolean;
  /** 'default' when not given, as in Go. */
  buildmode: string;
  covermode?: string | undefined;
  coverpkg?: string | undefined;
  toolexec?: string | undefined;
  overlay?: string | undefined;
  mod?: string | undefined;
  modfile?: string | undefined;
  compiler?: string | undefined;
  installsuffix?: string | undefined;
  pkgdir?: string | undefined;
  pgo?: string | undefined;
  gcflags?: string | undefined;
  asmflags?: string | undefined;
  ldflags?: string | undefined;
  buildvcs?: string | undefined;
  /** Every flag of the verb that was given. */
  all: FlagValues;
}

/**
 * The build flags in force: GOFLAGS first, arguments override. Flags in GOFLAGS that the verb does not have are ignored
 * there, as Go does.
 * @param args Flags of the verb; reading stops where the verb's flags stop.
 * @throws UsageError for what Go refuses: malformed GOFLAGS, a switch that is neither true nor false, mixed tag lists
 */
export function parseBuildFlags(goflags: string, args: readonly string[], verb = 'build'): BuildFlags {
  const all = readFlagValues(goflags, args, verb);
  const isOn = (name: string): boolean => isSwitchedOn(all, name);
  const text = (name: string): string | undefined => all.get(name) || undefined;
  return {
    tags: parseTags(all.get('tags') ?? ''),
    race: isOn('race'),
    msan: isOn('msan'),
    asan: isOn('asan'),
    cover: isOn('cover') || COVER_DETAILS.some((name) => all.has(name)),
    trimpath: isOn('trimpath'),
    linkshared: isOn('linkshared'),
    rebuild: isOn('a'),
    dryRun: isOn('n'),
    work: isOn('work'),
    buildmode: text('buildmode') ?? 'default',
    covermode: text('covermode'),
    coverpkg: text('coverpkg'),
    toolexec: text('toolexec'),
    overlay: text('overlay'),
    mod: text('mod'),
    modfile: text('modfile'),
    compiler: text('compiler'),
    installsuffix: text('installsuffix'),
    pkgdir: text('pkgdir'),
    pgo: text('pgo'),
    gcflags: text('gcflags'),
    asmflags: text('asmflags'),
    ldflags: text('ldflags'),
    buildvcs: text('buildvcs'),
    all,
  };
}
