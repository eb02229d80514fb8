/**
 * What it costs to verify a cache: all of it, against sha256sum over the same files, in processor seconds; and when nothing has
 * changed, in milliseconds of this process.
 *
 *   npm run bench:verify -- [--rounds N] [--megabytes N] [--entries N] [--only whole|unchanged] [--assert]
 *
 * Without `--entries` there are two caches, of 10,000 and of 100,000 entries. The first run compiles the standard library, and
 * keeps it for later ones. `--assert` exits with 1 when a median is over its limit.
 */
import { loadLine } from './harness/report.mjs';
import { readOptions } from './harness/options.mjs';
import { median, withSpread } from './harness/statistics.mjs';
import { renderTable } from '../scripts/load-rooms.mjs';
import { benchUnchanged, benchWhole } from './scenarios/verify.mjs';

/** Least megabytes per processor second. */
const RATE_LIMITS = { full: 1000, forensic: 450 };
/** Least ratio of a full verification to sha256sum. */
const RATIO_LIMIT = 2.5;
/** Most milliseconds of processor time. */
const LIMITS = { nothingNew: 10, actions: 10, hook: 40 };
const NAMES = {
  first: 'first verification',
  full: 'full verification',
  forensic: 'forensic verification',
  sha256sum: 'xargs -P sha256sum',
  nothingNew: 'nothing new',
  actions: '1,000 entries that a task reads',
  hook: 'the hook, for one task of 1,000 entries',
  stat: '2,000 stats',
};

const options = readOptions({
  rounds: 5,
  megabytes: { type: 'string', default: '1500' },
  entries: { type: 'string', multiple: true, default: ['10000', '100000'] },
  only: { type: 'string' },
});
let isOver = false;
console.log(`${options.rounds} rounds, ${loadLine()}`);
if (options.only !== 'unchanged') await reportWhole();
if (options.only !== 'whole') await reportUnchanged();
console.log(`\nmedian (least–greatest). At the end: ${loadLine()}.`);
if (options.assert && isOver) process.exitCode = 1;

async function reportWhole() {
  const { rounds, megabytes } = options;
  const { rates, ...cache } = await benchWhole({ rounds, megabytes: Number(megabytes) });
  console.log(`\n${cache.megabytes.toFixed(0)} MB in ${cache.entries} entries`);
  const rows = Object.entries(rates).map(([name, values]) => {
    const ratios = values.map((rate, round) => rate / (rates.sha256sum[round] ?? Number.NaN));
    return [
      NAMES[name],
      withSpread(values, (rate) => rate.toFixed(0)),
      judge(median(values) >= RATE_LIMITS[name], RATE_LIMITS[name]),
      withSpread(ratios, (ratio) => ratio.toFixed(2)),
      name === 'full' ? judge(median(ratios) >= RATIO_LIMIT, RATIO_LIMIT) : '',
    ];
  });
  console.log(renderTable(['what', 'MB per CPU s', 'at least', 'ratio to sha256sum', 'at least'], rows));
}

async function reportUnchanged() {
  const rows = [];
  for (const entries of options.entries.map(Number)) {
    const samples = await benchUnchanged({ rounds: options.rounds * 10, entries });
    for (const [name, measured] of Object.entries(samples)) {
      const cpu = measured.map((one) => one.cpu);
      const ratios = cpu.map((value, round) => value / samples.stat[round].cpu);
      rows.push([
        `${NAMES[name]}, in a cache of ${entries}`,
        withSpread(cpu, (value) => value.toFixed(1)),
        judge(median(cpu) <= LIMITS[name], LIMITS[name]),
        withSpread(ratios, (ratio) => ratio.toFixed(1)),
        withSpread(
          measured.map(({ milliseconds }) => milliseconds),
          (value) => value.toFixed(1),
        ),
      ]);
    }
  }
  console.log(`\n${renderTable(['what', 'CPU ms', 'at most', 'ratio to 2,000 stats', 'wall ms'], rows)}`);
}

function judge(isWithin, limit) {
  if (limit === undefined) return '';
  isOver ||= !isWithin;
  return `${limit} ${isWithin ? 'within' : 'OVER'}`;
}
