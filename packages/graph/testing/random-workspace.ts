import fc from 'fast-check';
import { constraintLines, importLines, type ImportStyle } from './random-source';
import type { FixtureWorkspace } from './tricky-workspace';

interface RandomModule {
  /** The module that it lies in, as a fraction of those before; undefined for one at the top. */
  readonly parent: number | undefined;
  readonly naming: 'plain' | 'prefix' | 'undotted' | 'version';
  readonly isUsed: boolean;
  readonly packages: readonly RandomPackage[];
}

interface RandomPackage {
  readonly directory: string;
  readonly files: readonly RandomFile[];
}

interface RandomFile {
  readonly name: string;
  readonly constraint: string | undefined;
  readonly style: ImportStyle;
  readonly newline: '\n' | '\r\n';
  /** Fractions of the packages that it may import. */
  readonly imports: readonly number[];
}

/** A module with its place, and a package with its import path. */
interface Place {
  readonly directory: string;
  readonly module: string;
}

const FILE_NAMES = [
  ...['a.go', 'a.go', 'a.go', 'b.go', 'b.go', 'linux.go', 'b_foo.go', '_b.go'],
  ...['b_linux.go', 'b_windows.go', 'b_arm64.go', 'b_linux_arm64.go', 'b_unix.go'],
  ...['a_test.go', 'a_test.go', 'b_windows_test.go', 'x_test.go', 'x_test.go', 'x_linux_test.go'],
];
const CONSTRAINTS = [
  ...['x', '!x', 'y', 'x && y', 'x || !y', '!x && !y', 'x && !linux'],
  ...['windows', '!windows', 'unix', 'arm64', 'linux && !arm64', 'cgo', '!cgo', 'cgo && x'],
  ...['ignore', '!ignore', 'go1.18', '!go1.18', 'linux && windows'],
];
const STYLES: readonly ImportStyle[] = ['block', 'single', 'alias', 'dot', 'raw', 'semicolon'];

const file: fc.Arbitrary<RandomFile> = fc.record({
  name: fc.constantFrom(...FILE_NAMES),
  constraint: fc.option(fc.constantFrom(...CONSTRAINTS), { nil: undefined, freq: 1 }),
  style: fc.constantFrom(...STYLES),
  newline: fc.constantFrom('\n', '\n', '\n', '\r\n'),
  imports: fc.array(fraction(), { maxLength: 3 }),
});

const onePackage: fc.Arbitrary<RandomPackage> = fc.record({
  directory: fc.constantFrom('', '', 'a', 'a/c', 'internal/d', 'testdata/e', 'b'),
  files: fc.uniqueArray(file, { minLength: 1, maxLength: 3, selector: ({ name }) => name }),
});

const oneModule: fc.Arbitrary<RandomModule> = fc.record({
  parent: fc.option(fraction(), { nil: undefined, freq: 1 }),
  naming: fc.constantFrom('plain', 'plain', 'plain', 'prefix', 'undotted', 'version'),
  isUsed: fc.constantFrom(true, true, true, true, false),
  packages: fc.uniqueArray(onePackage, {
    minLength: 1,
    maxLength: 4,
    selector: ({ directory }) => directory,
  }),
});

/**
 * Small workspaces that the go command can always list: some modules in a go.work, the others find the rest by `replace`.
 * Builds have no import cycles.
 */
export function randomWorkspace(): fc.Arbitrary<FixtureWorkspace> {
  return fc
    .array(oneModule, { minLength: 3, maxLength: 10 })
    .map((modules) => ({ files: writeModules(modules), links: {}, proxy: [] }));
}

function fraction(): fc.Arbitrary<number> {
  return fc.noBias(fc.integer({ min: 0, max: 999 })).map((thousandths) => thousandths / 1000);
}

function writeModules(modules: readonly RandomModule[]): Record<string, string> {
  const places = placeModules(modules);
  const found = modules.map((module, index) => ({
    module,
    place: places[index] ?? { directory: '', module: '' },
  }));
  // An import of a directory whose files all count for nothing is an error, of which the go command says this or that.
  const importable = found.flatMap(({ module, place }) =>
    module.packages
      .filter(isBuilt)
      .map(({ directory }) => [place.module, directory].filter(Boolean).join('/')),
  );
  const files: Record<string, string> = {};
  let reached = 0;
  for (const { module, place } of found) {
    const others = found.filter(({ place: other }) => other !== place);
    files[`${place.directory}/go.mod`] = module.isUsed
      ? goMod(
          place,
          others.filter((other) => !other.module.isUsed).map((other) => other.place),
          [],
        )
      : goMod(
          place,
          others.map((other) => other.place),
          others.map((other) => other.place),
        );
    for (const each of module.packages) {
      const { directory, files: written } = each;
      for (const one of written) {
        const file = [place.directory, directory, one.name].filter(Boolean).join('/');
        // Tests of their own package may import what imports it.
        const limit = one.name.startsWith('x_') ? importable.length : reached;
        const own = [place.module, directory].filter(Boolean).join('/');
        const allowed = importable.slice(0, limit).filter((path) => isVisible(path, own));
        files[file] = writeFile(one, packageName(directory), allowed);
      }
      if (isBuilt(each)) reached++;
    }
  }
  const used = found.filter(({ module }) => module.isUsed).map(({ place }) => `use ./${place.directory}\n`);
  const replaced = places.map(
    (place) => `replace ${place.module} ${versionOf(place)} => ./${place.directory}\n`,
  );
  return used.length === 0 ? files : { ...files, 'go.work': ['go 1.24\n\n', ...used, ...replaced].join('') };
}

function placeModules(modules: readonly RandomModule[]): Place[] {
  const places: Place[] = [];
  for (const [index, { parent, naming }] of modules.entries()) {
    const around = parent === undefined ? undefined : places[Math.floor(parent * places.length)];
    const before = places.at(-1)?.module ?? 'example.com/m';
    const nested: Place | undefined = around && {
      directory: `${around.directory}/n${index}`,
      module: `${around.module}/n${index}`,
    };
    const module = {
      plain: nested?.module ?? `example.com/m${index}`,
      prefix: /\/v2$/.test(before) ? `example.com/m${index}` : `${before}x`,
      undotted: `m${index}/inner`,
      version: `example.com/m${index}/v2`,
    }[naming];
    places.push({ directory: nested?.directory ?? `m${index}`, module });
  }
  return places;
}

function isBuilt({ files }: RandomPackage): boolean {
  return files.some(({ name }) => !name.startsWith('_'));
}

/** Whether a package may import another, by its import path (go help packages, "Internal Directories"). */
function isVisible(imported: string, importer: string): boolean {
  const [around = '', inside] = imported.split('/internal/');
  return inside === undefined || importer === around || importer.startsWith(`${around}/`);
}

function goMod({ directory, module }: Place, required: readonly Place[], replaced: readonly Place[]): string {
  const up = directory.split('/').fill('..').join('/');
  return [
    `module ${module}\n\ngo 1.24\n\n`,
    ...required.map((other) => `require ${other.module} ${versionOf(other)}\n`),
    ...replaced.map((other) => `replace ${other.module} => ${up}/${other.directory}\n`),
  ].join('');
}

function versionOf({ module }: Place): string {
  return module.endsWith('/v2') ? 'v2.0.0' : 'v0.0.0';
}

function packageName(directory: string): string {
  return directory.split('/').at(-1) || 'root';
}

function writeFile(
  { name, constraint, style, newline, imports }: RandomFile,
  ownName: string,
  importable: readonly string[],
): string {
  const clause = name.startsWith('x_') ? `${ownName}_test` : ownName;
  const chosen = imports.flatMap((each) => importable[Math.floor(each * importable.length)] ?? []);
  const usesC = constraint === 'cgo' ? ['import "C"'] : [];
  const lines = [
    ...constraintLines(constraint, style),
    `package ${clause}`,
    ...usesC,
    ...importLines([...new Set(chosen)], style),
    `// import "${importable[0] ?? ''}"`,
    '',
  ];
  return lines.join(newline);
}
