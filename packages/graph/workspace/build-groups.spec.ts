import { join } from 'node:path';
import { makeDirectory, type Files } from '../../support/testing/make-directory';
import { PlainDisk } from '../testing/plain-disk';
import { BuildGroups, type GroupRequest } from './build-groups';
import { GoModules } from './go-modules';

const MOD = (path: string, ...lines: string[]) => [`module ${path}`, '', 'go 1.24', ...lines, ''].join('\n');

function groupsOf(files: Files, given: Partial<GroupRequest> & { below?: string } = {}) {
  const root = join(makeDirectory(files), given.below ?? '');
  const disk = new PlainDisk(root);
  const modules = new GoModules(disk);
  const groups = new BuildGroups({ disk, modules, root, ...given });
  const of = (directory: string) => {
    const module = modules.in(directory);
    return module === undefined ? undefined : groups.of(module);
  };
  const told = (directory: string) => {
    const group = of(directory);
    return group && [group.goWork?.path, ...group.modules.map((one) => one.directory)];
  };
  return { root, of, told, faults: () => [...modules.faults, ...groups.faults] };
}

const TWO = {
  'go.work': 'go 1.24\n\nuse (\n\t./a\n\t./b/\n)\n',
  'a/go.mod': MOD('example.com/a'),
  'b/go.mod': MOD('example.com/b'),
  'c/go.mod': MOD('example.com/c'),
};

describe('BuildGroups', () => {
  it('has the modules of a go.work together, and others alone', () => {
    const { told, of, faults } = groupsOf(TWO);
    expect([told('a'), told('b'), told('c')]).toEqual([
      ['go.work', 'a', 'b'],
      ['go.work', 'a', 'b'],
      [undefined, 'c'],
    ]);
    expect(of('a')).toBe(of('b'));
    expect(faults()).toEqual([]);
  });

  it('takes the nearest go.work, even if it does not use the module', () => {
    const { told } = groupsOf({
      ...TWO,
      'a/go.work': 'go 1.24\n\nuse ./in\n',
      'a/in/go.mod': MOD('example.com/a/in'),
    });
    expect([told('a'), told('a/in'), told('b')]).toEqual([
      [undefined, 'a'],
      ['a/go.work', 'a/in'],
      ['go.work', 'a', 'b'],
    ]);
  });

  it('follows GOWORK: a file, absolute or not, or off', () => {
    const files = { ...TWO, 'other.work': 'go 1.24\n\nuse ./c\n' };
    expect(groupsOf(files, { goWork: 'off' }).told('a')).toEqual([undefined, 'a']);
    expect(groupsOf(files, { goWork: undefined }).told('a')).toEqual(['go.work', 'a', 'b']);
    const relative = groupsOf(files, { goWork: 'other.work' });
    expect([relative.told('a'), relative.told('c')]).toEqual([
      [undefined, 'a'],
      ['other.work', 'c'],
    ]);
    const root = makeDirectory(files);
    const disk = new PlainDisk(root);
    const modules = new GoModules(disk);
    const groups = new BuildGroups({ disk, modules, root, goWork: join(root, 'other.work') });
    const [c] = [modules.in('c')].flatMap((one) => one ?? []);
    expect(c && groups.of(c).goWork?.path).toBe('other.work');
    expect(groupsOf(files, { goWork: 'absent.work' }).told('c')).toEqual([undefined, 'c']);
  });

  it('finds a go.work above the workspace, and modules outside that it uses', () => {
    const { told } = groupsOf(
      {
        'go.work': 'go 1.24\n\nuse (\n\t./repo/a\n\t./sibling\n)\n',
        'repo/a/go.mod': MOD('example.com/a'),
        'sibling/go.mod': MOD('example.com/sibling'),
      },
      { below: 'repo' },
    );
    expect(told('a')).toEqual(['../go.work', 'a', '../sibling']);
  });

  it('has the module at the root', () => {
    const { told } = groupsOf({
      'go.work': 'go 1.24\n\nuse .\nuse ./x\n',
      'go.mod': MOD('m'),
      'x/go.mod': MOD('m/x'),
    });
    expect(told('.')).toEqual(['go.work', '.', 'x']);
  });

  it('reads absolute directories, and ones with backslashes nowhere but on Windows', () => {
    const root = makeDirectory({ 'a/go.mod': MOD('example.com/a') });
    const { told } = groupsOf({
      'go.work': `go 1.24\n\nuse ${root}/a\nuse ./b\n`,
      'b/go.mod': MOD('example.com/b'),
    });
    expect(told('b')?.[0]).toBe('go.work');
    expect(told('b')?.[1]).toMatch(/^\.\..*\/a$/);
  });

  it('reports what is wrong with file and line, and keeps the rest', () => {
    const { told, faults } = groupsOf({
      'go.work': 'go 1.24\n\nuse ./a\nuse ./gone\nuse ./broken\nuse ./twin\nuse ./a/\n',
      'a/go.mod': MOD('example.com/a'),
      'broken/go.mod': 'modul example.com/broken\n',
      'twin/go.mod': MOD('example.com/a'),
    });
    expect(told('a')?.slice(0, 2)).toEqual(['go.work', 'a']);
    expect(faults()).toEqual([
      {
        file: 'broken/go.mod',
        line: 1,
        message: expect.stringContaining('unknown directive: modul') as string,
      },
      { file: 'go.work', line: 4, message: 'it uses ./gone, where there is no usable go.mod' },
      { file: 'go.work', line: 5, message: 'it uses ./broken, where there is no usable go.mod' },
      { file: 'go.work', line: 6, message: 'it uses two modules called example.com/a: a (line 3) and twin' },
      { file: 'go.work', line: 7, message: 'it uses ./a/ a second time' },
    ]);
  });

  it('reports a go.mod without a module line once', () => {
    const { of, faults } = groupsOf({ 'a/go.mod': 'go 1.24\n' });
    expect([of('a'), of('a')]).toEqual([undefined, undefined]);
    expect(faults()).toEqual([{ file: 'a/go.mod', line: 1, message: expect.any(String) as string }]);
  });

  it('says what toolchains there may be', () => {
    const files = { 'a/go.mod': 'module example.com/a\n\ngo 1.22\n\ntoolchain go1.25.1\n' };
    expect(groupsOf(files).of('a')?.releases).toEqual({ least: 22, newest: Infinity });
    const installed = (installedVersion: string) => groupsOf(files, { installedVersion }).of('a')?.releases;
    expect(installed('go1.24.3')).toEqual({ least: 22, newest: 25 });
    expect(installed('go1.26')).toEqual({ least: 22, newest: 26 });
    expect(installed('go1.20')).toEqual({ least: 22, newest: 25 });
  });

  it.each<[string, Files, string | undefined, 'listed' | 'all' | undefined]>([
    [
      'a module',
      { 'a/vendor/modules.txt': '# example.com/x v1.0.0\n## explicit\nexample.com/x\n' },
      'a',
      'listed',
    ],
    [
      'a module before Go 1.14',
      { 'a/go.mod': 'module a\n\ngo 1.13\n', 'a/vendor/modules.txt': '' },
      undefined,
      undefined,
    ],
    [
      'a module before Go 1.23',
      { 'a/go.mod': 'module a\n\ngo 1.20\n', 'a/vendor/modules.txt': '' },
      'a',
      'all',
    ],
    ['a module, by go work vendor', { 'a/vendor/modules.txt': '## workspace\n' }, undefined, undefined],
    [
      'a go.work, by go work vendor',
      { 'go.work': 'go 1.24\nuse ./a\n', 'vendor/modules.txt': '## workspace\n' },
      '.',
      'listed',
    ],
    [
      'a go.work, by go mod vendor',
      { 'go.work': 'go 1.24\nuse ./a\n', 'vendor/modules.txt': '' },
      undefined,
      undefined,
    ],
    [
      'a go.work, in its module',
      { 'go.work': 'go 1.24\nuse ./a\n', 'a/vendor/modules.txt': '' },
      undefined,
      undefined,
    ],
  ])('builds from the vendor directory of %s: %j', (_, files, place, how) => {
    const { of } = groupsOf({ 'a/go.mod': MOD('example.com/a'), ...files });
    const vendor = of('a')?.vendor;
    expect(vendor?.directory).toBe(place && (place === '.' ? 'vendor' : `${place}/vendor`));
    expect(vendor && (vendor.moduleOf === undefined ? 'all' : 'listed')).toBe(how);
  });
});
