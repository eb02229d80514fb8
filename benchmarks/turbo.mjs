/**
 * What tests of many modules take under Turborepo: `goshawk turbo run`, `turbo run` with package.json stubs that call the go command,
 * and the go command alone, in turn in the same run, with warm Go caches.
 *
 *   npm run bench:turbo -- [--rounds N] [--modules N] [--assert]
 *
 * `--assert` exits with 1 when a median is over its limit.
 */
import { renderTable } from '../scripts/load-rooms.mjs';
import { loadLine } from './harness/report.mjs';
import { readOptions } from './harness/options.mjs';
import { median, withSpread } from './harness/statistics.mjs';
import { benchTurbo } from './scenarios/turbo.mjs';

/** Most of the time that Turborepo takes with stubs, in the same round; and most seconds. */
const [EXECUTED, REPLAYED] = [1 / 3, 0.5];
const NAMES = {
  goshawk: 'goshawk turbo run test --force',
  stubs: 'turbo run test --force, with stubs',
  go: 'go test work',
  goshawkCached: 'goshawk turbo run test, all replayed',
  stubsCached: 'turbo run test, all replayed',
};

const options = readOptions({ rounds: 3, modules: { type: 'string', default: '100' } });
console.log(`${options.modules} modules, ${options.rounds} rounds, ${loadLine()}`);
const samples = await benchTurbo({ ...options, modules: Number(options.modules) });
const seconds = Object.fromEntries(
  Object.entries(samples).map(([name, all]) => [name, all.map(({ milliseconds }) => milliseconds / 1000)]),
);
const ratios = seconds.goshawk.map((ours, round) => ours / seconds.stubs[round]);
const limits = {
  goshawk: [`${withSpread(ratios, two)} of stubs, at most ${two(EXECUTED)}`, median(ratios) <= EXECUTED],
  goshawkCached: [`at most ${REPLAYED} s`, median(seconds.goshawkCached) <= REPLAYED],
};
const rows = Object.entries(NAMES).map(([key, name]) => {
  const [limit = '', isWithin] = limits[key] ?? [];
  return [
    name,
    withSpread(seconds[key], two),
    limit,
    isWithin === undefined ? '' : isWithin ? 'within' : 'OVER',
  ];
});
console.log(`\n${renderTable(['what', 'seconds', 'limit', ''], rows)}`);
console.log(`\nmedian (least–greatest). At the end: ${loadLine()}.`);
if (options.assert && Object.values(limits).some(([, isWithin]) => !isWithin)) process.exitCode = 1;

function two(value) {
  return value.toFixed(2);
}
