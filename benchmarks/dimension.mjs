/**
 * What it costs to know a build's dimension when nothing has changed: the fingerprint beyond one `go env`, and the C
 * input closure of a cgo package. In one process, many times.
 *
 *   npm run bench:dimension -- [--rounds N] [--assert]
 *
 * `--assert` exits with 1 when a median is over its limit.
 */

import { readOptions } from './harness/options.mjs';
import { loadLine } from './harness/report.mjs';
import { renderTable } from '../scripts/load-rooms.mjs';
import { median, withSpread } from './harness/statistics.mjs';
import { benchDimension } from './scenarios/dimension.mjs';

const options = readOptions({ rounds: 50 });
console.log(`${options.rounds} rounds, ${loadLine()}`);
const results = await benchDimension(options);

const format = (value) => value.toFixed(1);
const wall = (measurements) => measurements.map(({ milliseconds }) => milliseconds);
const isWithin = ({ beyond, limit }) => median(wall(beyond)) <= limit;
const rows = results.map((result) => [
  result.name,
  format(result.cold.milliseconds),
  withSpread(wall(result.warm), format),
  withSpread(wall(result.beyond), format),
  `${result.limit} ${isWithin(result) ? 'within' : 'OVER'}`,
  format(median(result.beyond.map(({ cpu }) => cpu))),
]);
const headers = ['what', 'first ms', 'warm ms', 'beyond go env ms', 'limit', 'of it own CPU ms'];
console.log(`\n${renderTable(headers, rows)}`);
console.log(`\nmedian (least–greatest). At the end: ${loadLine()}.`);
if (options.assert && !results.every(isWithin)) process.exitCode = 1;
