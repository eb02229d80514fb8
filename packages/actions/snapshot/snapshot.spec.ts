import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import type { Action } from '../../toolchain';
import { reachedActions } from './reached-actions';
import { snapshotDigest, snapshotOf } from './snapshot';
import {
  forgetSuspect,
  readSnapshot,
  snapshotName,
  snapshotNames,
  suspectsOf,
  suspectTasks,
  writeSnapshot,
} from './snapshot-file';

const hash = (letter: string) => letter.repeat(20);

function action(ID: number, Package: string, Deps: number[], more: Partial<Action> = {}): Action {
  return { ID, Mode: 'build', Package, Deps, Cmd: null, ...more };
}

const graph = [
  action(0, 'app', [1], { Mode: 'link-install', BuildID: `${hash('l')}/x/y/${hash('z')}` }),
  action(1, 'app', [2, 5], { Mode: 'link', ActionID: hash('l'), BuildID: `${hash('l')}/x/y/${hash('z')}` }),
  action(2, 'app', [3], { ActionID: hash('a'), BuildID: `${hash('a')}/${hash('b')}` }),
  action(3, 'lib', [], { ActionID: hash('c'), BuildID: `${hash('c')}/${hash('d')}` }),
  action(4, 'other', [3], { ActionID: hash('e'), BuildID: `${hash('e')}/${hash('f')}` }),
  action(5, 'broken', []),
];
const entries = snapshotOf(reachedActions(graph, ['app']));
const owner = { workspaceRoot: '/w', task: 'app:go-build' };

describe('a snapshot', () => {
  it('has what some packages were made from, each once and in order', () => {
    expect(entries).toEqual([
      { action: hash('a'), content: hash('b') },
      { action: hash('c'), content: hash('d') },
      { action: hash('l'), content: '' },
    ]);
  });

  it('is the same whether the program was linked or kept, and another one for another content', () => {
    const kept = graph.map((one) => (one.Mode === 'link' ? { ...one, BuildID: undefined } : one));
    expect(snapshotDigest(snapshotOf(kept))).toBe(snapshotDigest(snapshotOf(graph)));
    const changed = entries.map((entry) => ({ ...entry, content: hash('q') }));
    expect(snapshotDigest(changed)).not.toBe(snapshotDigest(entries));
  });

  it('is read as it was written, by the name of its task', () => {
    const directory = makeDirectory({});
    writeSnapshot(directory, owner, entries);
    expect(snapshotNames(directory)).toEqual([snapshotName(owner)]);
    expect(readSnapshot(directory, snapshotName(owner))).toMatchObject({ ...owner, entries });
    expect(readSnapshot(directory, snapshotName({ ...owner, workspaceRoot: '/v' }))).toBeUndefined();
  });

  it.each([
    ['half of it', (text: string) => text.slice(0, text.length / 2)],
    ['another byte', (text: string) => text.replace('aaaa', 'aaab')],
    ['nothing', () => ''],
    ['no JSON', (text: string) => `x${text}`],
    ['another version', (text: string) => text.replace('"schemaVersion":1', '"schemaVersion":2')],
  ])('counts as none where the file has %s', (_, damage) => {
    const directory = makeDirectory({});
    writeSnapshot(directory, owner, entries);
    const file = join(directory, 'snapshots', snapshotName(owner));
    writeFileSync(file, damage(readFileSync(file, 'utf8')));
    expect(readSnapshot(directory, snapshotName(owner))).toBeUndefined();
  });

  it('is not written where the system refuses, and nothing is thrown', () => {
    const file = join(makeDirectory({ 'not-a-directory': '' }), 'not-a-directory');
    writeSnapshot(file, owner, entries);
    expect(snapshotNames(file)).toEqual([]);
  });
});

describe('a suspect task', () => {
  it('had used a wrong action since it was right; it is one until it is forgotten, or has succeeded again', () => {
    const directory = makeDirectory({});
    const [before, others] = [Date.now(), { ...owner, task: 'other:go-build' }];
    writeSnapshot(directory, owner, entries);
    writeSnapshot(directory, others, [{ action: hash('e'), content: '' }]);
    suspectTasks(directory, new Set([hash('c')]), Date.now() + 1000);
    expect(suspectsOf(directory)).toEqual([]);
    suspectTasks(directory, new Set([hash('c')]), before);
    expect(suspectsOf(directory)).toMatchObject([owner]);
    expect(snapshotNames(directory)).toEqual([snapshotName(others)]);
    writeSnapshot(directory, owner, entries);
    expect(suspectsOf(directory)).toMatchObject([owner]);
    forgetSuspect(directory, owner);
    expect(suspectsOf(directory)).toEqual([]);
    expect(readdirSync(join(directory, 'snapshots')).sort()).toEqual(snapshotNames(directory).sort());
  });
});
