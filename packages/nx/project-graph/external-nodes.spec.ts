import type { BuildGroup } from '../../graph';
import { externalNodesOf } from './external-nodes';

it('makes a node for each external module, with its checksum, and edges between them', () => {
  const group = { directory: 'a', modules: [] } as unknown as BuildGroup;
  const list = [
    { path: 'x', version: 'v1.0.0', h1: 'h1:abc', requires: ['y'] },
    { path: 'y', version: 'v1.1.0', requires: [] },
  ];
  const found = externalNodesOf(new Map([[group, list]]));
  expect(found.nodes).toEqual({
    'go:x': { type: 'go', name: 'go:x', data: { packageName: 'x', version: 'v1.0.0', hash: 'h1:abc' } },
    'go:y': { type: 'go', name: 'go:y', data: { packageName: 'y', version: 'v1.1.0' } },
  });
  expect(found.edges).toEqual([['go:x', 'go:y']]);
  expect([found.nameOf(group, 'x'), found.nameOf(group, 'z')]).toEqual(['go:x', undefined]);
});
