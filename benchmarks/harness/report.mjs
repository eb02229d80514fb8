import { createRequire } from 'node:module';
import { availableParallelism, loadavg } from 'node:os';
import { median, withSpread } from './statistics.mjs';

const { renderTable } = createRequire(import.meta.url)('../../dist/support');

/** The machine's load, without which a time says little. */
export function loadLine() {
  const load = loadavg().map((value) => value.toFixed(1));
  return `load average ${load.join(' ')} on ${availableParallelism()} processors`;
}

/**
 * A scenario's samples against their limit. The ratio is taken within each round, since the load changes between rounds.
 *
 * @param samples wall `milliseconds` and `cpu` milliseconds per round: `goshawk`, `plain` go commands, `nx` with no-op tasks
 */
export function compare({ name, limit, samples }) {
  const ratios = ratiosOf(samples, ({ milliseconds }) => milliseconds);
  return { name, limit, samples, ratios, passed: median(ratios) <= limit };
}

function ratiosOf({ goshawk, plain, nx }, valueOf) {
  return goshawk.map((ours, round) => valueOf(ours) / (valueOf(plain[round]) + valueOf(nx[round])));
}

export function renderComparisons(comparisons) {
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
  const ratio = (value) => value.toFixed(2);
  const wall = (measurements) =>
    withSpread(
      measurements.map(({ milliseconds }) => milliseconds),
      seconds,
    );
  const rows = comparisons.map(({ name, limit, samples, ratios, passed }) => [
    name,
    wall(samples.goshawk),
    wall(samples.plain),
    wall(samples.nx),
    withSpread(ratios, ratio),
    `${limit} ${passed ? 'within' : 'OVER'}`,
    cpuRatio(samples),
  ]);
  const headers = ['scenario', 'goshawk s', 'plain go s', 'bare Nx s', 'ratio', 'limit', 'ratio of CPU time'];
  return renderTable(headers, rows);
}

/** For reading beside the ratio that counts: on a busy machine it is the steadier of the two. */
function cpuRatio(samples) {
  const ratios = ratiosOf(samples, ({ cpu }) => cpu);
  return ratios.some(Number.isNaN) ? 'unknown' : withSpread(ratios, (value) => value.toFixed(2));
}
