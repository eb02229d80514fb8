import { setTimeout as sleep } from 'node:timers/promises';
import { mapParallel } from './parallel';

it('keeps the order of the items whatever finishes first', async () => {
  const results = await mapParallel([30, 1, 10], 3, async (milliseconds, index) => {
    await sleep(milliseconds);
    return `${index}:${milliseconds}`;
  });
  expect(results).toEqual(['0:30', '1:1', '2:10']);
});

it('never has more calls under way than the limit, and uses the limit', async () => {
  let running = 0;
  let most = 0;
  await mapParallel(Array.from({ length: 20 }), 4, async () => {
    most = Math.max(most, ++running);
    await sleep(1);
    running--;
  });
  expect(most).toBe(4);
});

it('awaits what is under way after a failure, starts nothing more, and throws the first failure', async () => {
  const finished: number[] = [];
  const run = mapParallel([1, 2, 3, 4, 5], 2, async (item) => {
    if (item === 1) throw new Error('first');
    await sleep(5);
    finished.push(item);
  });
  await expect(run).rejects.toThrow('first');
  expect(finished).toEqual([2]);
});

it('does nothing for no items', async () => {
  await expect(mapParallel([], 4, () => Promise.reject(new Error('called')))).resolves.toEqual([]);
});
