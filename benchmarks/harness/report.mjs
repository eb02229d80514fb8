import { availableParallelism, loadavg } from 'node:os';
import { renderTable } from '../../scripts/load-rooms.mjs';
import { median, withSpread } from './statistics.mjs';

/** The machine's load, without which a time says little. */
export function loadLine() {
  const load = loadavg().map((value) => value.toFixed(1));
  return `load average ${load.join(' ')} on ${availableParallelism()} processors`;
}

/**
 * A scenario's samples against their limit. The ratio is taken within each round, since the load changes between rounds.
 *
 * @param samples wall `milliseconds` per round: `goshawk`, `plain` go commands, `nx` with no-op
 *   tasks of a plugin, `noop` where no process runs the tasks
 */
export function compare({ name, limit, samples }) {
  const ratios = ratiosOf(samples, samples.nx);
  return { name, limit, samples, ratios, passed: median(ratios) <= limit };
}

/** @param base the samples that stand for Nx itself */
function ratiosOf({ goshawk, plain }, base) {
  return goshawk.map((ours, round) => wallOf(ours) / (wallOf(plain[round]) + wallOf(base[round])));
}

const wallOf = ({ milliseconds }) => milliseconds;

export function renderComparisons(comparisons) {
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
  const ratio = (value) => value.toFixed(2);
  const wall = (measurements) => withSpread(measurements.map(wallOf), seconds);
  const rows = comparisons.map(({ name, limit, samples, ratios, passed }) => [
    name,
    wall(samples.goshawk),
    wall(samples.plain),
    wall(samples.nx),
    wall(samples.noop),
    withSpread(ratios, ratio),
    `${limit} ${passed ? 'within' : 'OVER'}`,
    withSpread(ratiosOf(samples, samples.noop), ratio),
  ]);
  const headers = [
    'scenario',
    'goshawk s',
    'plain go s',
    'Nx s',
    'nx:noop s',
    'ratio',
    'limit',
    'ratio over nx:noop',
  ];
  return renderTable(headers, rows);
}
