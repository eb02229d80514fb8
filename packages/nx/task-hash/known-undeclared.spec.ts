import { join } from 'node:path';
import { writeFileSync } from 'node:fs';
import { FileDigests } from '../../support';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { KnownUndeclared } from './known-undeclared';

const TASK = 'app:go-test';

function setUp(files: Record<string, string> = {}) {
  const workspaceRoot = makeDirectory(files);
  const state = makeDirectory();
  const values = (env: Record<string, string> = {}, task = TASK) =>
    new KnownUndeclared(state).valuesOf(task, {
      workspaceRoot,
      env,
      digests: new FileDigests(join(state, 'digests.json')),
    });
  return { workspaceRoot, state, values };
}

describe('KnownUndeclared', () => {
  it('adds nothing to the digest of a task of which nothing is known', () => {
    const { state, values } = setUp();
    new KnownUndeclared(state).add('lib:go-test', { env: ['REGION'], files: [] });
    expect(values({ REGION: 'eu' })).toEqual([]);
  });

  it('gives each value of a variable results of its own, an empty one and an unset one too', () => {
    const { state, values } = setUp();
    new KnownUndeclared(state).add(TASK, { env: ['REGION'], files: [] });
    const seen = [values(), values({ REGION: '' }), values({ REGION: 'eu' }), values({ REGION: 'us' })];
    expect(new Set(seen.map((one) => JSON.stringify(one))).size).toBe(4);
    expect(values({ REGION: 'eu', OTHER: 'x' })).toEqual(values({ REGION: 'eu' }));
  });

  it('never shows the value of a variable', () => {
    const { state, values } = setUp();
    new KnownUndeclared(state).add(TASK, { env: ['TOKEN'], files: [] });
    expect(JSON.stringify(values({ TOKEN: 'secret-value' }))).not.toContain('secret-value');
  });

  it('gives each content of a file results of its own, in the workspace and outside', () => {
    const outside = makeDirectory({ 'fixture.txt': 'one' });
    const { workspaceRoot, state, values } = setUp({ 'fixtures/a.txt': 'one' });
    const file = join(outside, 'fixture.txt');
    new KnownUndeclared(state).add(TASK, { env: [], files: ['fixtures/a.txt', 'fixtures/b.txt', file] });
    const first = values();
    writeFileSync(file, 'two');
    const second = values();
    writeFiles(workspaceRoot, { 'fixtures/b.txt': 'appeared' });
    const third = values();
    writeFiles(workspaceRoot, { 'fixtures/a.txt': 'two' });
    const all = [first, second, third, values()].map((one) => JSON.stringify(one));
    expect(new Set(all).size).toBe(4);
  });

  it('keeps what other processes found meanwhile', () => {
    const { state, values } = setUp();
    const [one, other] = [new KnownUndeclared(state), new KnownUndeclared(state)];
    one.add(TASK, { env: ['A'], files: ['x'] });
    other.add(TASK, { env: ['B'], files: ['x'] });
    expect(values()).toEqual(['env A=unset', 'env B=unset', 'file x=absent']);
  });

  it('starts anew where its file is damaged', () => {
    const { state, values } = setUp();
    writeFileSync(join(state, 'undeclared-inputs.json'), '{"app:go-test":');
    expect(values()).toEqual([]);
    new KnownUndeclared(state).add(TASK, { env: ['A'], files: [] });
    expect(values()).toEqual(['env A=unset']);
  });
});
