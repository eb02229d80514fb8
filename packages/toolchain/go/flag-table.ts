/** Flags of the go command that take a value, which may be the next argument. */
const BUILD_VALUES = [
  ...['C', 'p', 'asmflags', 'compiler', 'buildmode', 'gcflags', 'gccgoflags', 'mod', 'modfile', 'overlay'],
  ...['installsuffix', 'ldflags', 'pgo', 'pkgdir', 'tags', 'toolexec'],
  ...['debug-actiongraph', 'debug-runtime-trace', 'debug-trace'],
];
const BUILD_SWITCHES = [
  ...['n', 'x', 'a', 'v', 'asan', 'buildvcs', 'modcacherw', 'json', 'linkshared', 'msan', 'race'],
  ...['trimpath', 'work'],
];
const COVER_VALUES = ['covermode', 'coverpkg'];
const COVER_SWITCHES = ['cover'];

const TEST_BINARY_VALUES = [
  ...['bench', 'benchtime', 'blockprofile', 'blockprofilerate', 'count', 'coverprofile', 'cpu', 'cpuprofile'],
  ...['fuzz', 'fuzzminimizetime', 'fuzztime', 'list', 'memprofile', 'memprofilerate', 'mutexprofile'],
  ...['mutexprofilefraction', 'outputdir', 'parallel', 'run', 'shuffle', 'skip', 'timeout', 'trace'],
];
const TEST_BINARY_SWITCHES = ['artifacts', 'benchmem', 'failfast', 'fullpath', 'short', 'v'];

/** The flags of vet's analyzers that take a value (`go tool vet -flags`); all others are switches. */
const VET_VALUES = [
  ...['vettool', 'fixtool', 'c', 'printf.funcs', 'printfuncs'],
  ...['unusedfuncs', 'unusedresult.funcs', 'unusedresult.stringmethods', 'unusedstringmethods'],
];

export type FlagKind = 'value' | 'switch';

interface VerbFlags {
  readonly kinds: ReadonlyMap<string, FlagKind>;
  /** What a flag is that the table does not have: 'switch' where the verb accepts flags of tools, else none of the verb's. */
  readonly others: FlagKind | undefined;
}

interface OwnFlags {
  values?: readonly string[];
  switches?: readonly string[];
  /** Build flags that the verb lacks. */
  without?: readonly string[];
  others?: FlagKind;
}

function flagsOf({ values = [], switches = [], without = [], others }: OwnFlags): VerbFlags {
  const kinds = new Map<string, FlagKind>();
  for (const name of [...BUILD_SWITCHES, ...switches]) kinds.set(name, 'switch');
  for (const name of [...BUILD_VALUES, ...values]) kinds.set(name, 'value');
  for (const name of without) kinds.delete(name);
  return { kinds, others };
}

const TEST_VALUES = [...COVER_VALUES, 'o', 'exec', 'vet', ...withTestPrefix(TEST_BINARY_VALUES)];
const TEST_SWITCHES = [...COVER_SWITCHES, 'c', ...withTestPrefix(TEST_BINARY_SWITCHES)];
const LIST_VALUES = ['f', 'reuse', ...COVER_VALUES];
const LIST_SWITCHES = [
  ...COVER_SWITCHES,
  'compiled',
  'deps',
  'e',
  'export',
  'find',
  'm',
  'retracted',
  'test',
  'u',
  'versions',
];

const CLEAN_SWITCHES = ['r', 'cache', 'fuzzcache', 'modcache', 'testcache'];
const GET_SWITCHES = ['d', 'u', 't', 'm', 'tool', 'f', 'fix', 'insecure'];

/** cmd/go/internal/{work/build.go, test/testflag.go, list/list.go, vet/vetflag.go…} of Go 1.21 to 1.26. */
const VERBS = new Map<string, VerbFlags>([
  ['build', flagsOf({ values: ['o', ...COVER_VALUES], switches: COVER_SWITCHES })],
  ['install', flagsOf({ values: COVER_VALUES, switches: COVER_SWITCHES })],
  ['run', flagsOf({ values: ['exec', ...COVER_VALUES], switches: COVER_SWITCHES })],
  ['test', flagsOf({ values: TEST_VALUES, switches: TEST_SWITCHES })],
  ['list', flagsOf({ values: LIST_VALUES, switches: LIST_SWITCHES })],
  ['vet', flagsOf({ values: VET_VALUES, switches: ['diff', 'fix'], others: 'switch' })],
  ['fix', flagsOf({ values: VET_VALUES, switches: ['diff'], others: 'switch' })],
  ['generate', flagsOf({ values: ['run', 'skip'], without: ['json'] })],
  ['clean', flagsOf({ switches: CLEAN_SWITCHES, without: ['json'] })],
  ['get', flagsOf({ switches: GET_SWITCHES, without: ['mod'] })],
]);

/** Whether the verb is one that builds or loads packages, so that its flags are known here. */
export function isBuildVerb(verb: string): boolean {
  return VERBS.has(verb);
}

/** How the verb takes the flag; undefined when it has no such flag. */
export function findFlagKind(verb: string, name: string): FlagKind | undefined {
  const flags = VERBS.get(verb);
  return flags?.kinds.get(name) ?? flags?.others;
}

function withTestPrefix(names: readonly string[]): string[] {
  return names.flatMap((name) => [name, `test.${name}`]);
}

/** Every flag of any verb. */
export function knownFlagNames(): string[] {
  return [...new Set([...VERBS.values()].flatMap(({ kinds }) => [...kinds.keys()]))].sort();
}
