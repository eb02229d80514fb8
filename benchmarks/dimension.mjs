/**
 * What it costs to know a build's dimension when nothing has changed: the fingerprint beyond one `go env`, and the C
 * input closure of a cgo package. In one process, many times.
 *
 *   npm run bench:dimension -- [--rounds N] [--assert]
 *
 * `--assert` exits with 1 when a median is over its limit.
 */
import { createRequire } from 'node:module';
import { readOptions } from './harness/options.mjs';
import { loadLine } from './harness/report.mjs';
import { median, withSpread } from './harness/statistics.mjs';
import { benchDimension } from './scenarios/dimension.mjs';

const { renderTable } = createRequire(import.meta.url)('../dist/support');

const options = readOptions({ rounds: 50 });
console.log(`${options.rounds} rounds, ${loadLine()}`);
const results = await benchDimension(options);

const milliseconds = (value) => value.toFixed(1);
const rows = results.map(({ name, cold, whole, beyond, limit }) => [
  name,
  milliseconds(cold),
  withSpread(whole, milliseconds),
  withSpread(beyond, milliseconds),
  String(limit),
  median(beyond) <= limit ? 'within' : 'OVER',
]);
console.log(`\n${renderTable(['what', 'first ms', 'warm ms', 'beyond go env ms', 'limit', ''], rows)}`);
console.log(`\nmedian (least–greatest). At the end: ${loadLine()}.`);
if (options.assert && results.some(({ beyond, limit }) => median(beyond) > limit)) process.exitCode = 1;
