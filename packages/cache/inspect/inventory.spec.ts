import { writeFileSync } from 'node:fs';
import { hashToString, type ActionId } from '../entries/ids';
import { hasCompiler } from '../../toolchain/testing/has-compiler';
import { makeCache } from '../testing/made-cache';
import { CacheDirectory } from '../entries/cache-directory';
import { readInventory, type InventoryEntry } from './inventory';
import { InspectedModule } from './testing/inspected-module';

jest.setTimeout(240_000);

let made: InspectedModule;
let entries: InventoryEntry[];

beforeAll(() => {
  made = new InspectedModule();
  made.go('build', './...');
  made.go('run', './app');
  made.go('vet', './low');
  entries = made.entries();
});

function ofKind(kind: string): InventoryEntry[] {
  return entries.filter((entry) => entry.kind === kind);
}

describe('readInventory', () => {
  it('knows the package, build ID and direct imports of each archive as `go list` has them', () => {
    const format = '{{if .Export}}{{.ImportPath}}|{{.BuildID}}|{{.Export}}|{{join .Imports ","}}{{end}}';
    const listed = made.go('list', '-export', '-deps', '-f', format, './...').trim().split('\n');
    const archives = new Map(made.entries().map((entry) => [made.cache.outputPath(entry.output), entry]));
    let checked = 0;
    for (const line of listed) {
      const [importPath = '', buildId, file = '', imports = ''] = line.split('|');
      if (importPath === '') continue;
      const { look, id } = archives.get(file) as InventoryEntry;
      const isMain = importPath.endsWith('/app');
      expect([look.importPath, look.buildId]).toEqual([isMain ? 'main' : importPath, buildId]);
      expect(look.buildId?.split('/')[0]).toBe(hashToString(id));
      // The compiler imports runtime packages for what it adds itself, and vendored ones by another path.
      const named = (look.archive?.imports ?? []).map((one) => one.importPath);
      const own = imports.split(',').filter((one) => one !== '' && one !== 'unsafe');
      expect(named).toEqual(expect.arrayContaining(own));
      checked++;
    }
    expect(checked).toBeGreaterThan(20);
  });

  it('attributes what Go keeps beside an archive to its action', () => {
    const [low] = made.archives('low');
    const parts = entries.filter(({ parent }) => parent?.id === low?.id).map(({ kind }) => kind);
    expect(parts.sort()).toEqual(['compile-output', 'source-list']);
    expect(ofKind('other')).toEqual([]);
    for (const { parent } of ofKind('source-list')) expect(parent?.part).toBe('srcfiles');
  });

  it('knows the package of a cached program, and where a package main lies', () => {
    const programs = ofKind('executable');
    const isCached = Number(/go1\.(\d+)/.exec(made.go('version'))?.[1]) >= 24;
    expect(programs.map(({ look }) => look.importPath)).toEqual(
      isCached ? ['example.test/inspected/app'] : [],
    );
    const directories = made.archives('main').map(({ directory }) => directory);
    expect(new Set(directories)).toEqual(new Set([`${made.directory}/app`]));
  });

  it('has size, time and last use as the files have them', () => {
    const [low] = made.archives('low');
    expect(Number((low?.time ?? 0n) / 1_000_000n)).toBeGreaterThan(Date.now() - 200_000);
    expect(Math.abs((low?.usedAt ?? 0) - Number((low?.time ?? 0n) / 1_000_000n))).toBeLessThan(5000);
    expect(low?.size).toBeGreaterThan(500);
  });

  it('counts what is no entry, and goes on', () => {
    const { gocache } = makeCache(['one', 'two']);
    const cache = new CacheDirectory(gocache);
    const [id] = [...cache.actions()];
    const { entries: both } = readInventory(cache);
    expect([...both.values()].map(({ kind }) => kind)).toEqual(['other', 'other']);
    writeFileSync(cache.actionPath(id as ActionId), 'x'.repeat(175));
    expect(readInventory(cache)).toMatchObject({ malformed: 1, entries: { size: 1 } });
  });

  it('knows the tested package by the last line of a kept output', () => {
    const { gocache } = makeCache([
      'ok  \tnot/the/last\t0.1s\nPASS\nok  \tex/lib\t0.003s\n',
      'ok  \tex/lib\n',
    ]);
    const kinds = [...readInventory(new CacheDirectory(gocache)).entries.values()].map(({ kind, look }) => [
      kind,
      look.importPath,
    ]);
    expect(kinds).toHaveLength(2);
    expect(kinds).toContainEqual(['test-output', 'ex/lib']);
    expect(kinds).toContainEqual(['other', undefined]);
  });

  (hasCompiler() ? it : it.skip)('attributes generated files of cgo', () => {
    made.write({
      'native/native.go':
        'package native\n\n// static int one(void) { return 1; }\nimport "C"\n\nfunc One() int { return int(C.one()) }\n',
    });
    made.goWithC('build', './native');
    const [archive] = made.archives('native');
    const names = made
      .entries()
      .filter(({ parent, kind }) => parent?.id === archive?.id && kind === 'generated-file')
      .map(({ parent }) => parent?.part);
    expect(names).toContain('_cgo_gotypes.go');
  });
});
