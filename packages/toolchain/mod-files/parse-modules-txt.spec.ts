import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { parseModulesTxt } from './parse-modules-txt';

const FILES = {
  'a/go.mod':
    'module example.com/a\n\ngo 1.21\n\nrequire example.com/b v1.0.0\n\nreplace example.com/b v1.0.0 => ../b\n\nreplace example.com/c => ../c\n',
  'a/a.go': 'package a\n\nimport _ "example.com/b/inner"\n',
  'b/go.mod': 'module example.com/b\n\ngo 1.20\n',
  'b/inner/b.go': 'package inner\n',
  'c/go.mod': 'module example.com/c\n',
};

describe('parseModulesTxt', () => {
  it('reads what `go mod vendor` writes', () => {
    const root = makeDirectory(FILES);
    askGoItself(['mod', 'vendor'], join(root, 'a'), goEnvironment());
    expect(parseModulesTxt(readFileSync(join(root, 'a', 'vendor', 'modules.txt'), 'utf8'))).toEqual({
      isWorkspace: false,
      modules: [
        {
          path: 'example.com/b',
          version: 'v1.0.0',
          replacement: { path: '../b', version: '' },
          isExplicit: true,
          go: '1.20',
          packages: ['example.com/b/inner'],
        },
        {
          path: 'example.com/c',
          version: '',
          replacement: { path: '../c', version: '' },
          isExplicit: false,
          packages: [],
        },
      ],
    });
  });

  it('reads what `go work vendor` writes', () => {
    const root = makeDirectory({ ...FILES, 'go.work': 'go 1.22\n\nuse ./a\n' });
    askGoItself(['work', 'vendor'], root, goEnvironment());
    const list = parseModulesTxt(readFileSync(join(root, 'vendor', 'modules.txt'), 'utf8'));
    expect(list.isWorkspace).toBe(true);
    expect(list.modules.map(({ path, replacement }) => [path, replacement?.path])).toEqual([
      ['example.com/b', './b'],
      ['example.com/c', './c'],
    ]);
  });

  it('takes a module of a version in place of another, and leaves out what it does not know', () => {
    const text =
      '# example.com/a v1.0.0 => example.com/b v1.1.0\n## explicit\nexample.com/a\n# what\nexample.com/c\n';
    expect(parseModulesTxt(text).modules).toEqual([
      {
        path: 'example.com/a',
        version: 'v1.0.0',
        replacement: { path: 'example.com/b', version: 'v1.1.0' },
        isExplicit: true,
        packages: ['example.com/a'],
      },
    ]);
  });
});
