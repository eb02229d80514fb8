import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { digestSourceHeader, isSource } from './source-header';

describe('digestSourceHeader', () => {
  const before = '//go:build linux\n\n/* why */\nint a;\n';

  it.each([
    ['another constraint', before.replace('linux', 'darwin'), false],
    ['a constraint in place of a comment', before.replace('/* why */', '//go:build x'), false],
    ['code in place of the comments', 'int a;\n', false],
    ['other code', before.replace('int a', 'int b'), true],
    ['a comment behind code', `${before}//go:build x\n`, true],
  ])('of a C file after an edit: %s', (_case, after, isEqual) => {
    const root = makeDirectory({ 'a.c': before });
    const file = join(root, 'a.c');
    const first = digestSourceHeader(file);
    writeFiles(root, { 'a.c': after });
    expect(digestSourceHeader(file) === first).toBe(isEqual);
  });
});

describe('isSource', () => {
  it('knows what Go reads build constraints of', () => {
    const names = ['a.go', 'a.c', 'a.F90', 'a.f90', 'a.hh', 'a.S', 'a.txt', 'a.syso', 'go.mod'];
    expect(names.filter(isSource)).toEqual(['a.go', 'a.c', 'a.f90', 'a.hh', 'a.S']);
  });
});
