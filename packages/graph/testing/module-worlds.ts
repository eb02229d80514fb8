import fc from 'fast-check';

/** Published modules, and one or two modules that use them. */
export interface ModuleWorld {
  /** Of a module proxy: files by path (`go help goproxy`). */
  readonly proxy: Readonly<Record<string, string>>;
  /** Of the workspace, by path; without go.work for a single module in `main0`. */
  readonly workspace: Readonly<Record<string, string>>;
}

type Words = readonly [path: string, version: string];

const VERSIONS = [
  'v0.0.0-20240101000000-abcdefabcdef',
  'v1.0.0',
  'v1.1.0-rc.2',
  'v1.1.0-rc.10',
  'v1.9.0',
  'v1.10.0',
];
const MODULES = Array.from({ length: 8 }, (_, index) => `example.com/${index % 2 === 0 ? 'm' : 'M'}${index}`);
const MAINS = ['example.com/main0', 'example.com/main1'];

const goLine = fc.constantFrom('', 'go 1.16\n', 'go 1.17\n', 'go 1.21.0\n', 'go 1.22\n');
const published: fc.Arbitrary<Words> = fc.tuple(fc.constantFrom(...MODULES), fc.constantFrom(...VERSIONS));
const anything: fc.Arbitrary<Words> = fc.oneof(
  { weight: 12, arbitrary: published },
  fc.constantFrom<Words>(['example.com/main0', 'v1.0.0'], ['example.com/main1', 'v1.0.0']),
);
const requirements = fc.array(anything, { maxLength: 3 });

const goMod = fc.tuple(goLine, requirements).map(([go, requires]) => go + directives('require', requires));

const replacement = fc
  .tuple(published, fc.boolean(), fc.oneof(published, fc.constantFrom('local0', 'local1')))
  .map(([[path, version], isForAll, target]) => {
    const to = typeof target === 'string' ? `../${target}` : target.join(' ');
    return `replace ${path}${isForAll ? '' : ` ${version}`} => ${to}\n`;
  });

const mainGoMod = fc
  .record({
    go: fc.constantFrom('go 1.16\n', 'go 1.17\n', 'go 1.21.0\n', 'go 1.22\n'),
    requires: fc.array(anything, { minLength: 1, maxLength: 4 }),
    excludes: fc.array(published, { maxLength: 1 }),
    replaces: fc.array(replacement, { maxLength: 2 }),
  })
  .map(({ go, requires, excludes, replaces }) => {
    return go + directives('require', requires) + directives('exclude', excludes) + replaces.join('');
  });

function directives(verb: string, all: readonly Words[]): string {
  return all.map(([path, version]) => `${verb} ${path} ${version}\n`).join('');
}

const proxy = fc
  .array(goMod, {
    minLength: (MODULES.length + 2) * VERSIONS.length,
    maxLength: (MODULES.length + 2) * VERSIONS.length,
  })
  .map((texts) => {
    const versions = [...MODULES, ...MAINS].flatMap((path) =>
      VERSIONS.map((version) => [path, version] as const),
    );
    return Object.fromEntries(
      versions.flatMap(([path, version], index) => {
        const place = `${path.replace('M', '!m')}/@v/${version}`;
        const info = JSON.stringify({ Version: version, Time: '2024-01-01T00:00:00Z' });
        return [
          [`${place}.mod`, `module ${path}\n${texts[index] ?? ''}`],
          [`${place}.info`, info],
        ];
      }),
    );
  });

const locals = fc.tuple(goMod, goMod).map(([first, second]) => ({
  'local0/go.mod': `module example.com/local0\n${first}`,
  'local1/go.mod': second,
}));

/** A single module in `main0`. */
export const singleModules: fc.Arbitrary<ModuleWorld> = fc
  .tuple(proxy, mainGoMod, locals)
  .map(([files, main, directories]) => ({
    proxy: files,
    workspace: { ...directories, 'main0/go.mod': `module example.com/main0\n${main}` },
  }));

/** A go.work in `work` with two modules. */
export const workspaces: fc.Arbitrary<ModuleWorld> = fc
  .tuple(proxy, mainGoMod, mainGoMod, locals, fc.array(replacement, { maxLength: 2 }))
  .map(([files, first, second, directories, replaces]) => ({
    proxy: files,
    workspace: {
      ...directories,
      'main0/go.mod': `module example.com/main0\n${first}`,
      'main1/go.mod': `module example.com/main1\n${second}`,
      'work/go.work': `go 1.26\nuse ../main0\nuse ../main1\n${replaces.join('')}`,
    },
  }));
