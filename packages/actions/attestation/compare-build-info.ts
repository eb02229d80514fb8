import type { Component } from '../../dimension';
import type { BuildInfo } from '../../toolchain';

/** One thing that a program says of itself and that is not what it was to be. */
export interface Difference {
  readonly what: 'platform' | 'dimension' | 'program';
  readonly name: string;
  readonly wanted: string;
  readonly found: string;
}

/** What is compared: components by name, with how the same is said by the settings that Go embeds (cmd/go/internal/load: setBuildInfo). */
interface Comparison {
  readonly component: string;
  readonly what: Difference['what'];
  readonly found: (info: BuildInfo) => string;
  /** Whether both say the same; equality where it is left out. */
  readonly agrees?: (wanted: string, found: string) => boolean;
}

const INSTRUMENTATION = ['race', 'msan', 'asan', 'cover'];
const LEVELS = /^GO(?:386|AMD64|ARM|ARM64|MIPS|MIPS64|PPC64|RISCV64|WASM)$/;

const COMPARISONS: readonly Comparison[] = [
  { component: 'GOOS', what: 'platform', found: setting('GOOS') },
  { component: 'GOARCH', what: 'platform', found: setting('GOARCH') },
  {
    component: 'level',
    what: 'dimension',
    found: ({ settings }) => [...settings].find(([name]) => LEVELS.test(name))?.[1] ?? '',
    // Versions of Go that do not know a level record none.
    agrees: (wanted, found) => found === '' || wanted === found,
  },
  { component: 'CGO_ENABLED', what: 'dimension', found: setting('CGO_ENABLED') },
  { component: 'tags', what: 'dimension', found: ({ settings }) => tagsOf(settings.get('-tags') ?? '') },
  {
    component: 'instrumentation',
    what: 'dimension',
    found: ({ settings }) => INSTRUMENTATION.filter((name) => settings.get(`-${name}`) === 'true').join(','),
  },
  { component: 'GOEXPERIMENT', what: 'dimension', found: setting('GOEXPERIMENT') },
  {
    component: 'trimpath',
    what: 'dimension',
    found: ({ settings }) => String(settings.get('-trimpath') === 'true'),
  },
  {
    component: 'buildmode',
    what: 'dimension',
    found: setting('-buildmode'),
    // What the default is, the platform decides, and Go calls it exe.
    agrees: (wanted, found) => (wanted === 'default' ? ['exe', 'pie'].includes(found) : wanted === found),
  },
  {
    component: 'toolchain',
    what: 'dimension',
    found: ({ goVersion }) => goVersion,
    agrees: (wanted, found) => withoutExperiments(versionIn(wanted)) === withoutExperiments(found),
  },
];

/** Compares what Go embedded in a program with the dimension and the main package that it was to be built from. */
export function compareBuildInfo(
  info: BuildInfo,
  components: readonly Component[],
  importPath: string,
): Difference[] {
  const values = new Map(components.map(({ name, value }) => [name, value]));
  const differences = COMPARISONS.flatMap(({ component, what, found, agrees = equal }): Difference[] => {
    const wanted = values.get(component);
    const own = found(info);
    if (wanted === undefined || agrees(wanted, own)) return [];
    return [
      { what, name: component, wanted: component === 'toolchain' ? versionIn(wanted) : wanted, found: own },
    ];
  });
  const isOther = info.path !== '' && info.path !== importPath;
  const program = { what: 'program', name: 'main package', wanted: importPath, found: info.path } as const;
  return isOther ? [...differences, program] : differences;
}

function setting(name: string): (info: BuildInfo) => string {
  return ({ settings }) => settings.get(name) ?? '';
}

function equal(wanted: string, found: string): boolean {
  return wanted === found;
}

/** Sorted and each once, as in the dimension; Go adds a tag of its own for a version of GOFIPS140. */
function tagsOf(given: string): string {
  const tags = given.split(',').filter((tag) => tag !== '' && !tag.startsWith('fips140v'));
  return [...new Set(tags)].sort().join(',');
}

/** The component has a digest behind the version, and versions of Go in development have blanks. */
function versionIn(toolchain: string): string {
  return toolchain.slice(0, toolchain.lastIndexOf(' '));
}

function withoutExperiments(version: string): string {
  // Go 1.26 puts a dash before them, older versions a blank.
  return version.replace(/[ -]X:\S+/, '');
}
