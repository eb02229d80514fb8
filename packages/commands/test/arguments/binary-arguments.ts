import {
  compareGoVersions,
  parseGoArguments,
  splitQuoted,
  type GoEnv,
  type GoFlag,
} from '../../../toolchain';
import { formatGoDuration, parseGoDuration } from './go-duration';
import { bareName } from './test-arguments';

/** Flags that `go test` hands on to the test binary (cmd/go/internal/test/flagdefs.go: passFlagToTest). */
const HANDED_ON = new Set(
  (
    'artifacts bench benchmem benchtime blockprofile blockprofilerate count coverprofile cpu cpuprofile failfast fullpath ' +
    'fuzz fuzzminimizetime fuzztime list memprofile memprofilerate mutexprofile mutexprofilefraction outputdir parallel ' +
    'run short shuffle skip timeout trace v'
  ).split(' '),
);

/** Arguments under which Go keeps results, and since when (cmd/go/internal/test/test.go: tryCacheWithID). */
const CACHEABLE = new Map([
  ...['benchtime', 'cpu', 'list', 'parallel', 'run', 'short', 'timeout', 'failfast', 'v'].map(
    (name) => [name, '1.21'] as const,
  ),
  ['fullpath', '1.23'],
  ['skip', '1.25'],
]);

/** Arguments that Go leaves out of the key of a result, and since when. */
const OUTSIDE_THE_KEY = new Map([
  ['coverprofile', '1.25'],
  ['outputdir', '1.25'],
]);

const DEFAULT_TIMEOUT = 600_000_000_000n;

export interface BinaryArgumentsRequest {
  readonly goEnv: GoEnv;
  readonly flags: readonly GoFlag[];
  readonly programArguments: readonly string[];
  /** Whether the go command prints events (-json) or text. */
  readonly prints?: 'events' | 'text';
}

/** What the go command starts a test binary with, in its order (cmd/go/internal/test/testflag.go: testFlags). */
export function binaryArguments({
  goEnv,
  flags,
  programArguments,
  prints = 'events',
}: BinaryArgumentsRequest): string[] {
  const explicit = flags.filter((flag) => HANDED_ON.has(bareName(flag)));
  const given = new Set(explicit.map(bareName));
  if (prints === 'events') given.add('v');
  const ofGoflags = parseGoArguments('test', splitQuoted(goEnv.GOFLAGS)).flags.filter(
    (flag) => HANDED_ON.has(bareName(flag)) && !given.has(bareName(flag)),
  );
  // The last value counts, and Go visits flags in the order of their names (flag.Visit).
  const injected = [...new Map(ofGoflags.map((flag) => [flag.name, flag])).values()].sort((a, b) =>
    a.name < b.name ? -1 : 1,
  );
  const hasTimeout = [...explicit, ...injected].some((flag) => bareName(flag) === 'timeout');
  return [
    ...(prints === 'events' ? ['-test.v=test2json'] : []),
    ...injected.map(asBinaryArgument),
    ...(hasTimeout ? [] : [`-test.timeout=${formatGoDuration(DEFAULT_TIMEOUT)}`]),
    ...explicit.map(asBinaryArgument),
    ...programArguments,
  ];
}

function asBinaryArgument(flag: GoFlag): string {
  return `-test.${bareName(flag)}=${printedValue(flag)}`;
}

/** As the flag's Go type prints its value. */
function printedValue(flag: GoFlag): string {
  const value = flag.value ?? 'true';
  if (bareName(flag) === 'timeout') {
    const nanoseconds = parseGoDuration(value);
    return nanoseconds === undefined ? value : formatGoDuration(nanoseconds);
  }
  if (['parallel', 'count'].includes(bareName(flag)) && /^\d+$/.test(value)) return String(BigInt(value));
  if (['1', 't', 'T', 'TRUE', 'True'].includes(value) && isSwitch(flag)) return 'true';
  if (['0', 'f', 'F', 'FALSE', 'False'].includes(value) && isSwitch(flag)) return 'false';
  return value;
}

function isSwitch(flag: GoFlag): boolean {
  return ['short', 'failfast', 'fullpath', 'benchmem', 'artifacts'].includes(bareName(flag));
}

/** The arguments that enter the key of a test's result, or undefined where Go keeps no result because of one of them. */
export function keyArguments(args: readonly string[], goVersion: string): string[] | undefined {
  const key: string[] = [];
  for (const arg of args) {
    const name = /^-test\.([^=]*)=/.exec(arg)?.[1];
    if (name === undefined) return undefined;
    const since = CACHEABLE.get(name);
    const leftOutSince = OUTSIDE_THE_KEY.get(name);
    if (since !== undefined && isAtLeast(goVersion, since)) key.push(arg);
    else if (leftOutSince === undefined || !isAtLeast(goVersion, leftOutSince)) return undefined;
  }
  return key;
}

function isAtLeast(goVersion: string, wanted: string): boolean {
  return compareGoVersions(goVersion, wanted) >= 0;
}
