import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { readGoFile, readText } from './read-file';
import { StateLog } from './state-log';

describe('readText', () => {
  it('knows of nothing where the system refuses', () => {
    const root = makeDirectory({ file: 'text' });
    const states = new StateLog();
    expect(['file', 'none', '.', 'file/below'].map((path) => readText(join(root, path), states))).toEqual([
      'text',
      ...[undefined, undefined, undefined],
    ]);
  });
});

describe('readGoFile', () => {
  it('throws errors of its own', () => {
    class Broken extends StateLog {
      override add(): void {
        throw new TypeError('broken');
      }
    }
    const path = join(makeDirectory({ 'a.go': 'package a\n' }), 'a.go');
    expect(() => readGoFile(path, new Broken())).toThrow('broken');
  });
});
