import { spawnSync } from 'node:child_process';
import { join } from 'node:path';
import { catchError } from '../support/testing/catch-error';
import { makeDirectory } from '../support/testing/make-directory';
import { goEnvironment } from '../toolchain/testing/go-environment';
import { readUserOverlay } from './user-overlay';

const MODULE = { 'go.mod': 'module ex\n\ngo 1.21\n', 'a.go': 'package ex\n' };

describe('readUserOverlay', () => {
  it('takes relative paths from the working directory of the go command, as Go does', () => {
    const cwd = makeDirectory({
      'my overlay.json': '{"Replace":{"a.go":"x/b.go","/c.go":"","d/../e.go":"/f.go"}}',
    });
    expect(readUserOverlay('my overlay.json', cwd)).toEqual({
      [join(cwd, 'a.go')]: join(cwd, 'x', 'b.go'),
      '/c.go': '',
      [join(cwd, 'e.go')]: '/f.go',
    });
  });

  it('is empty where there is none', () => {
    expect(readUserOverlay(undefined, '/')).toEqual({});
  });

  it.each([
    ['{}'],
    ['{"Replace":null}'],
    ['{"Replace":{}}'],
    ['null'],
    ['{'],
    ['[]'],
    ['{"Replace":"x"}'],
    ['{"Replace":[]}'],
    ['{"Replace":{"a.go":1}}'],
    ['"text"'],
  ])('takes or refuses %s as the go command does', (content) => {
    const cwd = makeDirectory({ ...MODULE, 'o.json': content });
    const { status } = spawnSync('go', ['list', '-overlay=o.json', '.'], { cwd, env: goEnvironment() });
    if (status === 0) {
      expect(readUserOverlay('o.json', cwd)).toEqual({});
    } else {
      expect(catchError(() => readUserOverlay('o.json', cwd))).toMatchObject({
        code: 'overlay-unreadable',
        message: expect.stringContaining('o.json'),
      });
    }
  });

  it('says so when the file is not there', () => {
    expect(catchError(() => readUserOverlay('o.json', makeDirectory()))).toMatchObject({
      code: 'overlay-unreadable',
    });
  });
});
