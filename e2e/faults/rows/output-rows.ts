import { makeModuleProxy } from '../../../packages/toolchain/testing/module-proxy';
import { goTest, mustRead, printing } from '../../support/go-files';
import type { Files } from '../../support/files';
import type { CachePlace } from '../cache-place';
import * as damages from '../damages';
import type { Victims } from '../damages';
import { subkey } from '../go-cache';
import { answering, saying } from '../programs';
import { both, detected, prevented, type Damaged, type Expectation, type FaultRow } from '../row';

const EXECUTED = 'Go starts a cached program without reading it (cmd/go/internal/work/buildid.go: useCache)';
const HASHES_SMALL = 'Go hashes what it reads into memory (cmd/go/internal/cache/cache.go: GetBytes)';
const MAPS_INDEXES = 'Go maps an index and compares its size only (cmd/go/internal/cache/cache.go: GetMmap)';
const IS_REBUILT = 'Go takes it for missing and makes it anew';

/** The synopsis of a package is in its index. */
const ANOTHER_LIBRARY = 'Package lib is another one with a file of the same name.';
const LIBRARY = 'package lib\n\nvar answer = "2"\n\nfunc Answer() string { return answer }\n';

const program = (name: string): Victims => ({ kind: 'program', text: `${name}: 1` });
/** What the index of a row's package has, and no other. */
const constraint = (name: string): string => `!${name.replaceAll(/\W/g, '_')}`;

/** What can happen to other outputs than packages: programs, results of tests and vet, indexes, lists. */
export const outputRows: readonly FaultRow[] = [
  ...[
    runRow(
      'a flipped byte in a cached program',
      'wrong in silence',
      EXECUTED,
      both(detected('output-altered')),
      (name) => damages.harming(program(name), damages.overwrite(`${name}: 1`, `${name}: 2`)),
    ),
    runRow('a cached program that is gone from its directory', 'right', IS_REBUILT, both(prevented), (name) =>
      damages.harming(program(name), damages.removeFromDirectory),
    ),
    {
      ...runRow(
        'a cached program that may not be run',
        'error',
        'Go tries to start it, each time again',
        both(detected('executable-not-runnable')),
        (name) => damages.harming(program(name), damages.changeMode(0o644)),
      ),
      needs: 'file modes' as const,
    },
  ],
  testRow(
    'a flipped byte in the output of a test',
    { kind: 'text', text: 'ok  \texample.test/app/lib' },
    damages.overwrite('ok  \t', 'ok! \t'),
  ),
  testRow(
    'a flipped byte in the log of what a test read',
    { kind: 'test log', text: 'input.txt' },
    damages.overwrite('input.txt', 'inpus.txt'),
  ),
  vetRow(
    'a flipped byte in what vet said',
    damages.overwrite('self-assignment', 'self-assignmend'),
    both(detected('output-altered')),
  ),
  vetRow('an entry of what vet said that is missing', damages.removeAction, both(detected('stdout-lost'))),
  indexRow(
    'a flipped byte in the index of a package',
    'wrong in silence',
    exclude('a flipped byte in the index of a package'),
    detected('output-altered'),
  ),
  indexRow(
    'garbage in the index of a package',
    'error',
    damages.overwriteWithGarbage,
    detected('output-altered'),
  ),
  indexRow('a truncated index of a package', 'right', damages.truncate, prevented),
  indexRow('a missing index of a package', 'right', damages.remove, prevented),
  {
    ...indexRow(
      'an entry that names the index of another package',
      'error',
      damages.pointAt({ kind: 'index', text: ANOTHER_LIBRARY }),
      detected('entry-redirected'),
    ),
    files: constrained('an entry that names the index of another package', {
      'main.go': printing(
        'lib.Answer()',
        'import (\n\t"example.test/app/lib"\n\t_ "example.test/app/other"\n)',
      ),
      'other/lib.go': `// ${ANOTHER_LIBRARY}\npackage lib\n`,
    }),
  },
  {
    ...indexRow(
      'garbage in the index of a standard package',
      'error',
      damages.overwriteWithGarbage,
      detected('output-altered'),
    ),
    damage: damages.harming({ kind: 'index', text: 'goarch.go' }, damages.overwriteWithGarbage),
  },
  moduleIndexRow(
    'a flipped byte in the index of a module',
    'wrong in silence',
    exclude('a flipped byte in the index of a module'),
  ),
  moduleIndexRow('garbage in the index of a module', 'error', damages.overwriteWithGarbage),
  {
    ...entryRow('a flipped byte in the list of source files of a package', HASHES_SMALL),
    damage: harmingSubkey(
      'a flipped byte in the list of source files of a package',
      'srcfiles',
      (cache, entry) => damages.overwrite('./lib.go', './lia.go')(cache, entry),
    ),
    expected: both(detected('output-altered')),
  },
  {
    ...entryRow(
      'words in the empty output of compilers',
      'Go takes it for missing, compiles anew and empties it (cmd/go/internal/cache/cache.go: copyFile)',
    ),
    damage: harmingSubkey('words in the empty output of compilers', 'stdout', damages.lengthen),
  },
  {
    ...entryRow(
      'an entry that names words that no compiler said',
      'the outcome is right; Go prints the words as if the compiler had',
    ),
    damage: harmingSubkey(
      'an entry that names words that no compiler said',
      'stdout',
      damages.pointAtContent(() => 'words that no compiler said\n'),
    ),
    expected: both(detected('entry-redirected', 'wrong-kind')),
  },
];

/** The base of rows about entries, a build in which nothing is wrong yet. */
function entryRow(name: string, why: string): FaultRow {
  return {
    name,
    layer: 'entries of the build cache',
    use: 'build',
    files: answering(saying(`${name}: 1`)),
    removesArtifacts: true,
    missesNx: true,
    expected: both(prevented),
    plainGo: 'right',
    why,
    isCheap: true,
  };
}

function runRow(
  name: string,
  plainGo: FaultRow['plainGo'],
  why: string,
  expected: FaultRow['expected'],
  damage: (name: string) => FaultRow['damage'],
): FaultRow {
  return { ...entryRow(name, why), use: 'run', damage: damage(name), expected, plainGo };
}

function testRow(name: string, victims: Victims, harm: damages.Harm): FaultRow {
  const test = goTest('lib', mustRead('"input.txt"', 'fine'), 'os');
  return {
    ...entryRow(name, HASHES_SMALL),
    use: 'test',
    isCheap: undefined,
    files: answering(saying(`${name}: 1`), { 'lib/lib_test.go': test, 'lib/input.txt': 'fine' }),
    damage: damages.harming(victims, harm),
    expected: both(detected('output-altered')),
  };
}

function vetRow(name: string, harm: damages.Harm, expected: FaultRow['expected']): FaultRow {
  const variable = name.replaceAll(/\W/g, '');
  return {
    ...entryRow(
      name,
      'Go 1.26 prints what it kept of vet unread, and nothing where it kept nothing (cmd/go/internal/work/exec.go: vet)',
    ),
    use: 'vet',
    isCheap: undefined,
    files: answering(
      `package lib\n\nfunc Answer() (${variable} string) {\n\t${variable} = ${variable}\n\treturn ${variable}\n}\n`,
    ),
    flags: () => ['-json'],
    damage: damages.harming({ kind: 'text', text: `self-assignment of ${variable}` }, harm),
    expected,
    plainGo: 'wrong in silence',
  };
}

/** A package in which one file more is compiled, as its build constraint says. */
function constrained(name: string, more: Files = {}): Files {
  return answering(LIBRARY, { 'lib/more.go': compiledToo(name), ...more });
}

function compiledToo(name: string): string {
  return `//go:build ${constraint(name)}\n\npackage lib\n\nfunc init() { answer = "1" }\n`;
}

/** Takes the file away that is compiled too. */
function exclude(name: string): damages.Harm {
  return damages.overwrite(constraint(name), ` ${constraint(name).slice(1)}`);
}

function indexRow(
  name: string,
  plainGo: FaultRow['plainGo'],
  harm: damages.Harm,
  expected: Expectation,
): FaultRow {
  return {
    ...entryRow(name, MAPS_INDEXES),
    files: constrained(name),
    damage: damages.harming({ kind: 'index', text: constraint(name) }, harm),
    expected: both(expected),
    plainGo,
  };
}

function moduleIndexRow(name: string, plainGo: FaultRow['plainGo'], harm: damages.Harm): FaultRow {
  return {
    ...entryRow(name, MAPS_INDEXES),
    isCheap: undefined,
    files: answering('package lib\n', {
      'go.mod': `module example.test/app\n\ngo 1.21\n\nrequire ${moduleOf(name)} v1.0.0\n`,
      'main.go': printing('lib.Answer()', `import lib "${moduleOf(name)}"`),
      'lib/lib_test.go': 'package lib\n',
    }),
    first: {
      env: (workspace) => ({
        GOPROXY: indexedModule(name),
        GONOSUMDB: '*',
        GOSUMDB: 'off',
        GOFLAGS: '-modcacherw -mod=mod',
        GOWORK: 'off',
        GOMODCACHE: workspace.path('.modules'),
      }),
    },
    damage: damages.harming({ kind: 'index', text: constraint(name) }, harm),
    expected: both(detected('output-altered')),
    plainGo,
  };
}

const proxies = new Map<string, string>();

function indexedModule(name: string): string {
  const known = proxies.get(name);
  if (known !== undefined) return known;
  const files = { 'go.mod': `module ${moduleOf(name)}\n`, 'lib.go': LIBRARY, 'more.go': compiledToo(name) };
  const proxy = makeModuleProxy(moduleOf(name), 'v1.0.0', files);
  proxies.set(name, proxy);
  return proxy;
}

function moduleOf(name: string): string {
  return `example.test/${name.replaceAll(/\W/g, '-')}`;
}

/** Harms what belongs to the row's package besides its compiled form. */
function harmingSubkey(name: string, what: string, harm: damages.Harm) {
  return (place: CachePlace): Damaged => {
    for (const cache of place.caches) {
      for (const { action } of cache.holding('package', `${name}: 1`)) {
        const entry = cache.entry(subkey(action, what));
        if (entry === undefined) throw new Error(`nothing is kept of ${what}`);
        harm(cache, entry);
      }
    }
    return {};
  };
}
