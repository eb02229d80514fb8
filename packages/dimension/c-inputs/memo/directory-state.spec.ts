import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readDirectoryState, recheckDirectory } from './directory-state';

let directory: string;
beforeEach(() => {
  directory = mkdtempSync(join(tmpdir(), 'goshawk-state-'));
});
afterEach(() => rmSync(directory, { recursive: true, force: true }));

test('a directory that has just changed is trusted by its names only', () => {
  const state = readDirectoryState(directory);
  expect(state.stamp).toBe('');
  expect(recheckDirectory(directory, state)?.names).toBe(state.names);
});

test('a name that appears or goes is a change, a touch is none', () => {
  writeFileSync(join(directory, 'a.h'), '');
  const state = readDirectoryState(directory);
  utimesSync(directory, 1, 1);
  expect(recheckDirectory(directory, state)?.names).toBe(state.names);
  writeFileSync(join(directory, 'b.h'), '');
  expect(recheckDirectory(directory, state)).toBeUndefined();
  rmSync(join(directory, 'b.h'));
  expect(recheckDirectory(directory, state)?.names).toBe(state.names);
});

test('a directory that appears is a change, and so is a file in its place', () => {
  const path = join(directory, 'later');
  const state = readDirectoryState(path);
  expect(state).toEqual({ stamp: 'absent', names: 'absent' });
  expect(recheckDirectory(path, state)).toBe(state);
  mkdirSync(path);
  expect(recheckDirectory(path, state)).toBeUndefined();
});
