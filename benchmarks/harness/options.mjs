import { parseArgs } from 'node:util';

/** What both benchmarks understand: `--rounds N`, `--only NAME`, `--large`, `--assert`. */
export function readOptions(defaults) {
  const { values } = parseArgs({
    options: {
      rounds: { type: 'string', default: String(defaults.rounds) },
      only: { type: 'string', multiple: true, default: [] },
      large: { type: 'boolean', default: false },
      assert: { type: 'boolean', default: false },
    },
  });
  const rounds = Number(values.rounds);
  if (!Number.isInteger(rounds) || rounds < 1)
    throw new Error(`--rounds takes a number from 1, not ${values.rounds}`);
  return { ...values, rounds };
}
