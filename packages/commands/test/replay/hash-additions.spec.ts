import { join } from 'node:path';
import { chmodSync, symlinkSync, writeFileSync } from 'node:fs';
import { FileDigests } from '../../../support';
import { makeDirectory, writeFiles } from '../../../support/testing/make-directory';
import { HashAdditions } from './hash-additions';
import { PlaceInputs } from './place-inputs';

const TASK = 'app:go-test';

const NOTHING = { env: [], files: [], leftOut: [] };

const onPosix = process.platform === 'win32' ? it.skip : it;

function setUp(files: Record<string, string> = {}) {
  const workspaceRoot = makeDirectory(files);
  const state = makeDirectory();
  const values = (env: Record<string, string> = {}, task = TASK) =>
    new HashAdditions(state).valuesOf(task, {
      workspaceRoot,
      env,
      digests: new FileDigests(join(state, 'digests.json')),
    });
  return { workspaceRoot, state, values };
}

describe('HashAdditions', () => {
  it('adds nothing to the digest of a task of which nothing is known', () => {
    const { state, values } = setUp();
    new HashAdditions(state).addUndeclared('lib:go-test', { ...NOTHING, env: ['REGION'] });
    expect(values({ REGION: 'eu' })).toEqual([]);
  });

  it('gives each value of a variable results of its own, an empty one and an unset one too', () => {
    const { state, values } = setUp();
    new HashAdditions(state).addUndeclared(TASK, { ...NOTHING, env: ['REGION'] });
    const seen = [values(), values({ REGION: '' }), values({ REGION: 'eu' }), values({ REGION: 'us' })];
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(4);
    expect(values({ REGION: 'eu', OTHER: 'x' })).toEqual(values({ REGION: 'eu' }));
  });

  it('never shows the value of a variable', () => {
    const { state, values } = setUp();
    new HashAdditions(state).addUndeclared(TASK, { ...NOTHING, env: ['TOKEN'] });
    expect(JSON.stringify(values({ TOKEN: 'secret-value' }))).not.toContain('secret-value');
  });

  it('gives each content of a file results of its own, in the workspace and outside', () => {
    const outside = makeDirectory({ 'fixture.txt': 'one' });
    const { workspaceRoot, state, values } = setUp({ 'fixtures/a.txt': 'one' });
    const file = join(outside, 'fixture.txt');
    new HashAdditions(state).addUndeclared(TASK, {
      ...NOTHING,
      files: ['fixtures/a.txt', 'fixtures/b.txt', file],
    });
    const first = values();
    writeFileSync(file, 'two');
    const second = values();
    writeFiles(workspaceRoot, { 'fixtures/b.txt': 'appeared' });
    const third = values();
    writeFiles(workspaceRoot, { 'fixtures/a.txt': 'two' });
    const all = [first, second, third, values()].map((one) => JSON.stringify(one));
    expect(new Set(all).size).toBe(4);
  });

  onPosix('gives a file results of its own for being executable', () => {
    const { workspaceRoot, state, values } = setUp({ 'tool.sh': 'exit 0' });
    new HashAdditions(state).addUndeclared(TASK, { ...NOTHING, files: ['tool.sh'] });
    const seen = [0o644, 0o755, 0o644].map((mode) => {
      chmodSync(join(workspaceRoot, 'tool.sh'), mode);
      return JSON.stringify(values());
    });
    expect(seen[1]).not.toBe(seen[0]);
    expect(seen[2]).toBe(seen[0]);
  });

  onPosix('takes what cannot be looked at for a value', () => {
    const { workspaceRoot, state, values } = setUp({ file: '' });
    symlinkSync('loop', join(workspaceRoot, 'loop'));
    const files = ['loop', 'loop/inner', 'file/inner', '/proc/self/mem'];
    new HashAdditions(state).addUndeclared(TASK, { ...NOTHING, files });
    expect(values()).toEqual([
      'file /proc/self/mem=unreadable',
      'file file/inner=absent',
      'file loop=unreadable',
      'file loop/inner=unreadable',
    ]);
  });

  it.each(['', 'fixtures'])('sees what a replay sees of %j', (directory) => {
    const own = [directory, 'goshawk'].filter((part) => part !== '').join('/');
    const { workspaceRoot, state, values } = setUp({ 'fixtures/a.txt': 'one' });
    const path = directory === '' ? '.' : directory;
    new HashAdditions(state).addUndeclared(TASK, { ...NOTHING, files: [path], leftOut: [own] });
    const place = { workspaceRoot, env: {} };
    const replayed = () => new PlaceInputs(place, [own]).file(path);
    const before = [values(), replayed()];
    writeFiles(workspaceRoot, { [`${own}/record.json`]: '{}' });
    expect([values(), replayed()]).toEqual(before);
    writeFiles(workspaceRoot, { [`${directory}/other.txt`]: '' });
    expect(values()).not.toEqual(before[0]);
    expect(replayed()).not.toEqual(before[1]);
  });

  it('leaves out of a directory only what every comparison has left out', () => {
    const { workspaceRoot, state, values } = setUp();
    const known = new HashAdditions(state);
    known.addUndeclared(TASK, { ...NOTHING, files: ['.'], leftOut: ['own', 'neighbour'] });
    const before = values();
    writeFiles(workspaceRoot, { 'neighbour/x': '' });
    expect(values()).toEqual(before);
    known.addUndeclared(TASK, { ...NOTHING, files: ['.'], leftOut: ['own'] });
    expect(values()).not.toEqual(before);
  });

  it('has another salt each time, beside what else is known', () => {
    const { state, values } = setUp();
    const additions = new HashAdditions(state);
    additions.addSalt(TASK);
    const [first = ''] = values();
    expect(first).toMatch(/^salt [0-9a-f]{16}$/);
    additions.addUndeclared(TASK, { ...NOTHING, env: ['A'] });
    expect(values()).toEqual(['env A=unset', first]);
    additions.addSalt(TASK);
    expect(values()).toEqual(['env A=unset', expect.stringMatching(/^salt [0-9a-f]{16}$/)]);
    expect(values()).not.toContain(first);
    expect(values({}, 'lib:go-test')).toEqual([]);
  });

  it('leaves out of a directory what the comparisons have left out, though the task was salted before', () => {
    const { workspaceRoot, state, values } = setUp();
    const additions = new HashAdditions(state);
    additions.addSalt(TASK);
    additions.addUndeclared(TASK, { ...NOTHING, files: ['.'], leftOut: ['own'] });
    const before = values();
    writeFiles(workspaceRoot, { 'own/x': '' });
    expect(values()).toEqual(before);
  });

  it('keeps what other processes found meanwhile', () => {
    const { state, values } = setUp();
    const [one, other] = [new HashAdditions(state), new HashAdditions(state)];
    one.addUndeclared(TASK, { ...NOTHING, env: ['A'], files: ['x'] });
    other.addUndeclared(TASK, { ...NOTHING, env: ['B'], files: ['x'] });
    expect(values()).toEqual(['env A=unset', 'env B=unset', 'file x=absent']);
  });

  it('starts anew where its file is damaged', () => {
    const { state, values } = setUp();
    writeFileSync(join(state, 'hash-additions.json'), '{"app:go-test":');
    expect(values()).toEqual([]);
    new HashAdditions(state).addUndeclared(TASK, { ...NOTHING, env: ['A'] });
    expect(values()).toEqual(['env A=unset']);
  });
});
