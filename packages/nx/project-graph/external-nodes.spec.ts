import type { BuildGroup, ListedModule } from '../../graph';
import { externalNodesOf } from './external-nodes';

const group = (directory: string) => ({ directory, modules: [] }) as unknown as BuildGroup;
const listed = (path: string, version: string, further: Partial<ListedModule> = {}): ListedModule => ({
  path,
  version,
  requires: [],
  ...further,
});

describe('externalNodesOf', () => {
  const [a, b] = [group('a'), group('b')];

  it('has a node for each module with its checksum, and none for main modules and directories', () => {
    const list = [
      listed('main', '', { requires: ['x'] }),
      listed('x', 'v1.0.0', { h1: 'h1:abc', requires: ['y', 'main'] }),
      listed('y', 'v1.1.0', { replacedBy: { path: 'fork', version: 'v1.2.0' } }),
      listed('local', 'v1.0.0', { replacedBy: { directory: '/elsewhere' } }),
    ];
    const found = externalNodesOf(new Map([[a, list]]));
    expect(found.nodes).toEqual({
      'go:x': { type: 'go', name: 'go:x', data: { packageName: 'x', version: 'v1.0.0', hash: 'h1:abc' } },
      'go:fork': { type: 'go', name: 'go:fork', data: { packageName: 'fork', version: 'v1.2.0' } },
    });
    expect(found.edges).toEqual([['go:x', 'go:fork']]);
    expect(['x', 'y', 'local', 'main'].map((path) => found.nameOf(a, path))).toEqual([
      'go:x',
      'go:fork',
      undefined,
      undefined,
    ]);
  });

  it('tells versions apart that groups use, and follows requirements within a group', () => {
    const found = externalNodesOf(
      new Map([
        [a, [listed('x', 'v1.0.0', { requires: ['y'] }), listed('y', 'v1.0.0')]],
        [b, [listed('x', 'v2.0.0', { requires: ['y'] }), listed('y', 'v1.0.0')]],
      ]),
    );
    expect(Object.keys(found.nodes)).toEqual(['go:x@v1.0.0', 'go:y', 'go:x@v2.0.0']);
    expect(found.edges).toEqual([
      ['go:x@v1.0.0', 'go:y'],
      ['go:x@v2.0.0', 'go:y'],
    ]);
    expect(found.nameOf(b, 'x')).toBe('go:x@v2.0.0');
  });

  it.each<[string, Partial<ListedModule>]>([
    ['whose go.mod is not there', { requires: undefined }],
    ['whose go.mod says nothing', { isSilent: true }],
  ])('lets a module %s use all others', (_, further) => {
    const list = [listed('x', 'v1.0.0', further), listed('y', 'v1.0.0'), listed('z', 'v1.0.0')];
    expect(externalNodesOf(new Map([[a, list]])).edges).toEqual([
      ['go:x', 'go:y'],
      ['go:x', 'go:z'],
    ]);
  });
});
