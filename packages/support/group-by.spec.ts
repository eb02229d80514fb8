import { groupBy } from './group-by';

it('keeps the order of groups by their first members, and that of members', () => {
  const groups = groupBy(['pear', 'apple', 'plum', 'fig'], (name) => name.charAt(0));
  expect([...groups]).toEqual([
    ['p', ['pear', 'plum']],
    ['a', ['apple']],
    ['f', ['fig']],
  ]);
});

it('takes keys by identity, undefined among them', () => {
  const [one, other] = [{}, {}];
  const keys = [one, other, undefined, one];
  expect([...groupBy(keys.keys(), (index) => keys[index]).values()]).toEqual([[0, 3], [1], [2]]);
});
