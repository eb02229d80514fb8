import { parseArgs } from 'node:util';

/** `--rounds N` and `--assert`, which every benchmark has, and the options of its own (as `parseArgs` has them). */
export function readOptions({ rounds, ...own }) {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: String(rounds) },
      assert: { type: 'boolean', default: false },
      ...own,
    },
  });
  const count = Number(values.rounds);
  if (!Number.isInteger(count) || count < 1)
    throw new Error(`--rounds takes a number from 1, not ${values.rounds}`);
  return { ...values, rounds: count };
}
