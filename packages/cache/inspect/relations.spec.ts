import { groupBy } from '../../support';
import { CacheDirectory } from '../entries/cache-directory';
import { hashToString } from '../entries/ids';
import { makeCache } from '../testing/made-cache';
import { findById, findPackage } from './find-entries';
import { readInventory, type Inventory } from './inventory';
import { RelationFinder } from './relations';
import { InspectedModule } from './testing/inspected-module';

jest.setTimeout(240_000);

let made: InspectedModule;
let inventory: Inventory;
let relations: RelationFinder;

beforeAll(() => {
  made = new InspectedModule();
  made.go('run', './app');
  // Another body leaves the export data as it is; another signature does not.
  made.write({ 'low/low.go': 'package low\n\n//go:noinline\nfunc One() int { return 1 }\n' });
  made.go('build', './...');
  made.write({ 'low/low.go': 'package low\n\n//go:noinline\nfunc One() int { return 11 }\n' });
  made.go('build', './...');
  made.write({ 'low/low.go': 'package low\n\nvar X int\n\n//go:noinline\nfunc One() int { return 1 }\n' });
  made.go('build', './...');
  inventory = readInventory(made.cache);
  relations = new RelationFinder(inventory);
});

describe('RelationFinder', () => {
  it('finds what was compiled against the export data of an archive, and of no other', () => {
    const lows = made.archives('low');
    expect(lows).toHaveLength(4);
    const importers = lows.map((low) => relations.of(low).importedBy.map(({ look }) => look.importPath));
    for (const names of importers) expect(new Set(names)).toEqual(new Set(['example.test/inspected/high']));
    const twins = lows.map((low) => relations.of(low).twins.length).sort();
    expect(twins).toEqual([0, 0, 1, 1]);
    for (const low of lows) {
      const { importedBy, twins: same } = relations.of(low);
      for (const importer of importedBy) {
        const imported = relations
          .of(importer)
          .imports.find(({ importPath }) => importPath === low.look.importPath);
        expect([...(imported?.entries ?? [])].sort()).toEqual([low.id, ...same].sort());
      }
    }
  });

  it('links a cached program with its main package', () => {
    const program = [...inventory.entries.values()].find(({ kind }) => kind === 'executable');
    if (program === undefined) return; // Before Go 1.24.
    const [main] = relations.of(program).imports;
    const entry = inventory.entries.get(main?.entries[0] as never);
    expect(entry?.look.importPath).toBe('main');
    expect(entry && relations.of(entry).linkedInto.map(({ id }) => id)).toEqual([program.id]);
  });
});

describe('findById', () => {
  it('finds an entry by its action ID, output ID and build ID, whole or in part', () => {
    const [entry] = made.archives('high');
    if (entry === undefined) throw new Error('no archive');
    const { id, output, look } = entry;
    const buildId = look.buildId ?? '';
    const forms = [id, id.slice(0, 16), output, output.slice(0, 16), hashToString(id), buildId];
    for (const text of forms) {
      expect(findById(inventory, text).entries.map((one) => one.id)).toEqual([id]);
    }
    // Actions that differ in what they import can have the same content.
    const content = buildId.split('/')[1] ?? '';
    const alike = findById(inventory, content).entries;
    expect(alike.map((one) => one.id)).toContain(id);
    expect(alike.map((one) => one.look.buildId?.split('/')[1])).toEqual(alike.map(() => content));
  });

  it('finds the main package of a program that was linked into a file', () => {
    const [main] = made.archives('main');
    const text = `${'x'.repeat(20)}/${main?.look.buildId}/${'y'.repeat(20)}`;
    expect(findById(inventory, text).entries.map((one) => one.id)).toEqual([main?.id]);
  });

  it('says which IDs begin with a text of four digits or more', () => {
    const { gocache } = makeCache(Array.from({ length: 1000 }, (_, number) => `text ${number}`));
    const many = readInventory(new CacheDirectory(gocache));
    const groups = groupBy(many.entries.keys(), (id) => id.slice(0, 4));
    const [beginning, ids = []] = [...groups].find(([, own]) => own.length > 1) ?? [];
    if (beginning === undefined) throw new Error('no two IDs with one beginning');
    const found = findById(many, beginning);
    expect([...found.ids]).toEqual(expect.arrayContaining(ids));
    expect(found.entries.length).toBeGreaterThan(1);
    expect(findById(many, beginning.slice(0, 3)).entries).toEqual([]);
  });

  it('finds every archive of a package', () => {
    expect(findPackage(inventory, 'example.test/inspected/low')).toHaveLength(4);
    expect(findPackage(inventory, 'example.test/nowhere')).toEqual([]);
  });
});
