import { rmSync, symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { PlainDisk } from '../testing/plain-disk';
import { PackageContents } from './package-content';

const MODULE = { 'go.mod': 'module example.com/m\n\ngo 1.24\n', 'm.go': 'package m\n' };

describe('PackageContents', () => {
  it('has what cannot be read as files at fault', () => {
    class Refusing extends PlainDisk {
      override goFiles(directory: string, names: readonly string[]) {
        return super.goFiles(directory, names).map((file, index) => (names[index] === 'x.go' ? null : file));
      }
    }
    const disk = new Refusing(makeDirectory({ ...MODULE, 'x.go': 'package m\n' }));
    expect(new PackageContents(disk).in('.')?.files).toMatchObject([
      { name: 'm.go' },
      { name: 'x.go', kind: 'source', content: { fault: { line: 1, message: 'it cannot be read' } } },
    ]);
  });

  it('has links to nothing as files at fault where the go command reports them', () => {
    const root = makeDirectory(MODULE);
    const faultsWith = (name: string): [ours: number, goes: boolean] => {
      symlinkSync('nowhere', join(root, name));
      const files = new PackageContents(new PlainDisk(root)).in('.')?.files ?? [];
      const listed = askGoItself(['list', '-e', '-json=InvalidGoFiles', '.'], root, goEnvironment());
      rmSync(join(root, name));
      return [files.filter(({ content }) => content.fault !== undefined).length, listed.includes(name)];
    };
    expect(faultsWith('x.go')).toEqual([1, true]);
    expect(faultsWith('x_test.go')).toEqual([1, true]);
    expect(faultsWith('.#x.go')).toEqual([0, false]);
    expect(faultsWith('x.txt')).toEqual([0, false]);
  });

  it('has a package where there are links to nothing alone, with which no pattern matches for the go command', () => {
    const root = makeDirectory({ ...MODULE, 'd/none.txt': '' });
    symlinkSync('nowhere', join(root, 'd/x.go'));
    expect(new PackageContents(new PlainDisk(root)).in('d')?.files).toHaveLength(1);
    const listed = askGoItself(['list', '-e', '-json=Error', './...'], root, goEnvironment());
    expect(listed).toMatch(/d\/x\.go: no such file/);
  });
});
