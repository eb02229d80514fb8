import { UsageError } from '../../support';
import { splitQuoted } from '../process/quoted';
import { findFlagKind } from './flag-table';
import { cutFlag, isFlag, parseGoArguments } from './parse-arguments';
import { parseTags } from './parse-tags';

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
  /** Every flag with its last value, switches as 'true' or 'false' where given without a value of their own. */
  all: ReadonlyMap<string, string>;
}

/**
 * The build flags in force: GOFLAGS first, arguments override. Flags in GOFLAGS that the verb does not have are ignored
 * there, as Go does.
 * @param args Flags of the verb; reading stops where the verb's flags stop.
 * @throws UsageError for what Go refuses: malformed GOFLAGS, a switch that is neither true nor false, mixed tag lists
 */
export function parseBuildFlags(goflags: string, args: readonly string[], verb = 'build'): BuildFlags {
  const all = new Map([...readGoflags(goflags, verb), ...readArguments(args, verb)]);
  const isOn = (name: string): boolean => isTrue(name, all.get(name));
  const text = (name: string): string | undefined => all.get(name) || undefined;
  return {
    tags: parseTags(all.get('tags') ?? ''),
    race: isOn('race'),
    msan: isOn('msan'),
    asan: isOn('asan'),
    cover:
      isOn('cover') ||
      ['covermode', 'coverpkg', 'coverprofile', 'test.coverprofile'].some((name) => all.has(name)),
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

/** In GOFLAGS each word is a whole flag: -name or -name=value (cmd/go/internal/base/goflags.go). */
function readGoflags(goflags: string, verb: string): [string, string][] {
  return splitQuoted(goflags).flatMap((word): [string, string][] => {
    if (!isFlag(word))
      throw malformed(
        `GOFLAGS contains "${word}", which is not a flag.`,
        'Write -name=value there, without a blank.',
      );
    const { name, value } = cutFlag(word);
    const kind = findFlagKind(verb, name);
    if (kind === undefined) return [];
    if (value === undefined && kind === 'value') {
      throw malformed(
        `GOFLAGS contains -${name} without a value.`,
        `Write -${name}=value there, without a blank.`,
      );
    }
    return [[name, value ?? 'true']];
  });
}

function readArguments(args: readonly string[], verb: string): [string, string][] {
  return parseGoArguments(verb, args).flags.map(({ name, value }) => {
    if (value === undefined && findFlagKind(verb, name) === 'value') {
      throw malformed(`The flag -${name} has no value.`, `Write -${name}=value.`);
    }
    return [name, value ?? 'true'];
  });
}

/** The spellings that Go accepts (strconv.ParseBool). */
function isTrue(name: string, value: string | undefined): boolean {
  if (value === undefined || ['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value)) return false;
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value)) return true;
  throw malformed(
    `The flag -${name} is "${value}", which is neither true nor false.`,
    `Write -${name} or -${name}=false.`,
  );
}

function malformed(message: string, next: string): UsageError {
  return new UsageError({ code: 'malformed-build-flag', message, next });
}
