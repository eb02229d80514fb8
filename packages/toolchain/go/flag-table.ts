/** Flags of the go command that take a value, which may be the next argument. */
const BUILD_VALUES = [
  ...['C', 'p', 'asmflags', 'compiler', 'buildmode', 'gcflags', 'gccgoflags', 'mod', 'modfile', 'overlay'],
  ...['installsuffix', 'ldflags', 'pgo', 'pkgdir', 'tags', 'toolexec'],
  ...['debug-actiongraph', 'debug-runtime-trace', 'debug-trace'],
];
const BUILD_BOOLEANS = [
  ...['n', 'x', 'a', 'v', 'asan', 'buildvcs', 'modcacherw', 'json', 'linkshared', 'msan', 'race'],
  ...['trimpath', 'work', 'i'],
];
const COVER_VALUES = ['covermode', 'coverpkg'];
const COVER_BOOLEANS = ['cover'];

const TEST_BINARY_VALUES = [
  ...['bench', 'benchtime', 'blockprofile', 'blockprofilerate', 'count', 'coverprofile', 'cpu', 'cpuprofile'],
  ...['fuzz', 'fuzzminimizetime', 'fuzztime', 'list', 'memprofile', 'memprofilerate', 'mutexprofile'],
  ...['mutexprofilefraction', 'outputdir', 'parallel', 'run', 'shuffle', 'skip', 'timeout', 'trace'],
];
const TEST_BINARY_BOOLEANS = ['artifacts', 'benchmem', 'failfast', 'fullpath', 'short', 'v'];

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

function flagsOf(values: readonly string[], switches: readonly string[], others?: FlagKind): VerbFlags {
  const kinds = new Map<string, FlagKind>();
  for (const name of [...BUILD_VALUES, ...values]) kinds.set(name, 'value');
  for (const name of [...BUILD_BOOLEANS, ...switches]) kinds.set(name, 'switch');
  for (const name of values) kinds.set(name, 'value');
  return { kinds, others };
}

const TEST_VALUES = [...COVER_VALUES, 'o', 'exec', 'vet', ...withTestPrefix(TEST_BINARY_VALUES)];
const TEST_BOOLEANS = [...COVER_BOOLEANS, 'c', ...withTestPrefix(TEST_BINARY_BOOLEANS)];
const LIST_BOOLEANS = ['compiled', 'deps', 'e', 'export', 'find', 'm', 'retracted', 'test', 'u', 'versions'];

/** cmd/go/internal/{work/build.go, test/testflag.go, list/list.go, vet/vetflag.go…} of Go 1.21 to 1.26. */
const VERBS = new Map<string, VerbFlags>([
  ['build', flagsOf(['o', ...COVER_VALUES], COVER_BOOLEANS)],
  ['install', flagsOf(COVER_VALUES, COVER_BOOLEANS)],
  ['run', flagsOf(['exec', ...COVER_VALUES], COVER_BOOLEANS)],
  ['test', flagsOf(TEST_VALUES, TEST_BOOLEANS)],
  ['list', flagsOf(['f', 'reuse', ...COVER_VALUES], [...COVER_BOOLEANS, ...LIST_BOOLEANS])],
  ['vet', flagsOf(VET_VALUES, ['diff', 'fix'], 'switch')],
  ['fix', flagsOf(VET_VALUES, ['diff'], 'switch')],
  ['generate', flagsOf(['run', 'skip'], [])],
  ['clean', flagsOf([], ['r', 'cache', 'fuzzcache', 'modcache', 'testcache'])],
  ['get', flagsOf([], ['d', 'u', 't', 'tool', 'f', 'fix', 'insecure'])],
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
