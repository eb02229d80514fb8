import type { BuildGroup } from '../workspace/build-groups';
import { externalModulesOf, externalRequirements } from './external-modules';
import type { ListedModule } from './module-graph';

const group = (directory: string) => ({ directory, modules: [] }) as unknown as BuildGroup;
const listed = (path: string, version: string, further: Partial<ListedModule> = {}): ListedModule => ({
  path,
  version,
  requires: [],
  ...further,
});

describe('externalModulesOf', () => {
  const [a, b] = [group('a'), group('b')];

  it('has each module with its checksum, under what replaces it, but no main modules and directories', () => {
    const list = [
      listed('main', '', { requires: ['x'] }),
      listed('x', 'v1.0.0', { h1: 'h1:abc', requires: ['y', 'main'] }),
      listed('y', 'v1.1.0', { replacedBy: { path: 'fork', version: 'v1.2.0' } }),
      listed('local', 'v1.0.0', { replacedBy: { directory: '/elsewhere' } }),
    ];
    const lists = new Map([[a, list]]);
    const found = externalModulesOf(lists);
    expect(found.modules).toEqual([
      { name: 'fork', path: 'fork', version: 'v1.2.0', replaces: ['y'] },
      { name: 'x', path: 'x', version: 'v1.0.0', h1: 'h1:abc' },
    ]);
    expect(externalRequirements(lists, found)).toEqual([['x', 'fork']]);
    const names = ['x', 'y', 'local', 'main'].map((path) => found.nameOf(a, path));
    expect(names).toEqual(['x', 'fork', undefined, undefined]);
  });

  it('tells versions apart that groups use, and follows requirements within a group', () => {
    const lists = new Map([
      [a, [listed('x', 'v1.0.0', { requires: ['y'] }), listed('y', 'v1.0.0')]],
      [b, [listed('x', 'v2.0.0', { requires: ['y'] }), listed('y', 'v1.0.0', { h1: 'h1:abc' })]],
    ]);
    const found = externalModulesOf(lists);
    expect(found.modules.map(({ name, h1 }) => [name, h1])).toEqual([
      ['x@v1.0.0', undefined],
      ['x@v2.0.0', undefined],
      ['y', 'h1:abc'],
    ]);
    expect(externalRequirements(lists, found)).toEqual([
      ['x@v1.0.0', 'y'],
      ['x@v2.0.0', 'y'],
    ]);
    expect(found.nameOf(b, 'x')).toBe('x@v2.0.0');
  });

  it.each<[string, Partial<ListedModule>]>([
    ['whose go.mod is not there', { requires: undefined }],
    ['whose go.mod says nothing', { isSilent: true }],
  ])('lets a module %s use all others', (_, further) => {
    const list = [listed('x', 'v1.0.0', further), listed('y', 'v1.0.0'), listed('z', 'v1.0.0')];
    const lists = new Map([[a, list]]);
    expect(externalRequirements(lists, externalModulesOf(lists))).toEqual([
      ['x', 'y'],
      ['x', 'z'],
    ]);
  });
});
