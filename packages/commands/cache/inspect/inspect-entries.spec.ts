import { copyFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeSnapshot } from '../../../actions';
import { InspectedModule } from '../../../cache/inspect/testing/inspected-module';
import { makeCache } from '../../../cache/testing/made-cache';
import { catchError } from '../../../support/testing/catch-error';
import { makeDirectory } from '../../../support/testing/make-directory';
import { verifyCaches } from '../verify-caches';
import { inspectEntries, type InspectRequest } from './inspect-entries';
import { listEntries, LIST_ORDERS, type ListRequest } from './list-entries';
import { renderInspection } from './render-inspection';
import { listAsJson, listAsTable } from './render-list';

jest.setTimeout(120_000);

const LOW = 'example.test/inspected/low';
const HIGH = 'example.test/inspected/high';

let made: InspectedModule;
const cacheRoot = makeDirectory();

beforeAll(() => {
  made = new InspectedModule();
  made.go('build', './low', './high');
});

function inspect(subject: string, request: Partial<InspectRequest> = {}) {
  return inspectEntries({ cwd: made.directory, cacheRoot, gocache: made.gocache, subject, ...request });
}

function list(request: Partial<ListRequest> = {}) {
  return listEntries({ cwd: made.directory, cacheRoot, gocache: made.gocache, sort: 'size', ...request });
}

describe('inspectEntries', () => {
  it('tells what an entry is, what it imports and what imports it', () => {
    const [low, ...others] = inspect(LOW).entries;
    expect(others).toEqual([]);
    expect(low).toMatchObject({
      ...{ package: LOW, kind: 'archive', dimension: made.gocache, verified: null, usedBy: [] },
      importedBy: [{ package: HIGH }],
      parts: [{ part: 'srcfiles' }, { part: 'stdout' }],
    });
    const [high] = inspect(HIGH).entries;
    expect(high?.imports).toEqual([{ package: LOW, actionIds: [low?.actionId] }]);
    expect(renderInspection(inspect(LOW))).toMatch(/^package +example.test\/inspected\/low\nkind +archive\n/);
    expect(renderInspection(inspect(LOW))).toMatch(
      /\nimported by +example.test\/inspected\/high [0-9a-f]{12}\n/,
    );
  });

  it('finds the same entry by each of its IDs, its files, and a copy of its output', () => {
    const { actionId = '', outputId = '', buildId } = inspect(LOW).entries[0] ?? {};
    const copy = join(makeDirectory(), 'low.a');
    const output = join(made.gocache, outputId.slice(0, 2), `${outputId}-d`);
    copyFileSync(output, copy);
    const action = join(made.gocache, actionId.slice(0, 2), `${actionId}-a`);
    const forms = [actionId, actionId.slice(0, 12), outputId, String(buildId).slice(0, 20), String(buildId)];
    for (const subject of [...forms, copy, output, action]) {
      expect(inspect(subject).entries.map((one) => one.actionId)).toEqual([actionId]);
    }
    // An entry says by itself which cache it is of.
    expect(inspect(action, { gocache: undefined }).entries).toHaveLength(1);
  });

  it('says when an entry was verified, and whether it has changed since', () => {
    const cache = new InspectedModule();
    cache.go('build', './low');
    const request = { cwd: cache.directory, cacheRoot, gocache: cache.gocache };
    const full = { scopes: [{ of: 'all' }], depth: 'digest', trust: 'nothing', repair: 'nothing' } as const;
    const verified = () => inspectEntries({ ...request, subject: LOW }).entries[0]?.verified;
    // What was written a moment ago is never trusted by its times.
    cache.settle();
    verifyCaches({ ...request, ...full });
    expect(verified()).toMatchObject({ depth: 'content', isUnchanged: true });
    const { outputId = '' } = inspectEntries({ ...request, subject: LOW }).entries[0] ?? {};
    const output = join(cache.gocache, outputId.slice(0, 2), `${outputId}-d`);
    copyFileSync(output, `${output}.copy`);
    copyFileSync(`${output}.copy`, output);
    expect(verified()).toMatchObject({ isUnchanged: false });
  });

  it('names the tasks whose snapshots have it', () => {
    const [{ actionId = '' } = {}] = inspect(LOW).entries;
    const action = Buffer.from(actionId.slice(0, 30), 'hex').toString('base64url');
    const state = join(made.gocache, 'goshawk');
    for (const task of ['low:go-vet', 'high:go-build']) {
      writeSnapshot(state, { workspaceRoot: '/w', task }, [{ action, content: '' }]);
    }
    expect(inspect(LOW).entries[0]?.usedBy).toEqual(['high:go-build', 'low:go-vet']);
    expect(inspect(HIGH).entries[0]?.usedBy).toEqual([]);
    rmSync(state, { recursive: true });
  });

  it('says what to try for what it does not find', () => {
    expect(catchError(() => inspect('example.test/inspected/lou'))).toMatchObject({
      code: 'no-such-entry',
      next: expect.stringContaining(LOW),
      exitCode: 2,
    });
    expect(catchError(() => inspect('deadbeef00'))).toMatchObject({
      code: 'no-such-entry',
      next: expect.stringContaining('--gocache'),
    });
    expect(catchError(() => inspect('go.mod'))).toMatchObject({ code: 'no-build-id' });
  });

  it('lists candidates for a beginning that several IDs have', () => {
    const { gocache } = makeCache(Array.from({ length: 1000 }, (_, number) => `text ${number}`));
    const ids = list({ gocache }).entries.map(({ actionId }) => actionId);
    const first = ids.find((id) => ids.some((other) => other !== id && other.startsWith(id.slice(0, 4))));
    const error = catchError(() => inspect(String(first).slice(0, 4), { gocache }));
    expect(error).toMatchObject({ code: 'ambiguous-id', message: expect.stringContaining(String(first)) });
  });
});

describe('listEntries', () => {
  it.each(LIST_ORDERS)('sorts by %s, the same each time', (sort) => {
    const { entries } = list({ sort });
    expect(list({ sort }).entries).toEqual(entries);
    const values = entries.map((entry) => {
      const { size, created, lastUsed, kind } = entry;
      return { size, created, used: lastUsed, package: entry.package ?? '\uffff', kind }[sort];
    });
    const sorted = [...values].sort((one, other) => (one < other ? -1 : one > other ? 1 : 0));
    expect(values).toEqual(['size', 'created', 'used'].includes(sort) ? sorted.reverse() : sorted);
  });

  it('takes those of a kind, and as many as are asked for', () => {
    const { entries, total } = list({ kind: 'archive', limit: 1 });
    expect([entries.length, total]).toEqual([1, 2]);
    expect(
      list({ kind: 'source-list' })
        .entries.map((one) => one.package)
        .sort(),
    ).toEqual([HIGH, LOW]);
    expect(catchError(() => list({ kind: 'archives' }))).toMatchObject({
      code: 'unknown-kind',
      next: expect.stringContaining('archive, compile-output'),
    });
  });

  it('prints one JSON document with whole IDs, and a table with short ones', () => {
    const document = list();
    expect(JSON.parse([...listAsJson(document)].join(''))).toEqual(document);
    const table = [...listAsTable(document)].join('');
    const [low] = inspect(LOW).entries;
    expect(table).toMatch(
      /^BUILD ID +ACTION ID +OUTPUT ID +SIZE +CREATED +LAST USED +KIND +DIMENSION +PACKAGE\n/,
    );
    expect(table).toContain(`${low?.actionId.slice(0, 12)}  ${low?.outputId.slice(0, 12)}`);
    expect(table).not.toContain(low?.actionId);
    expect(table).toContain(`${document.total} of ${document.total} entries shown`);
  });

  it('is empty, and still a document, where there is nothing', () => {
    const { gocache } = makeCache([]);
    expect(JSON.parse([...listAsJson(list({ gocache }))].join(''))).toMatchObject({ total: 0, entries: [] });
    expect([...listAsTable(list({ gocache, limit: 0 }))].join('')).toContain('0 of 0 entries');
    expect([...listAsTable(list({ gocache: undefined }))].join('')).toContain('no dimension yet');
  });

  it('counts action entries that cannot be read', () => {
    const { gocache } = makeCache(['one', 'two']);
    const [{ actionId = '' } = {}] = list({ gocache }).entries;
    writeFileSync(join(gocache, actionId.slice(0, 2), `${actionId}-a`), '');
    expect(list({ gocache })).toMatchObject({ total: 1, caches: [{ entries: 1, malformed: 1 }] });
  });
});
