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
 * @param samples milliseconds per round: `goshawk`, `plain` go commands, `nx` with no-op tasks
 */
export function compare({ name, limit, samples }) {
  const ratios = samples.goshawk.map((ours, round) => ours / (samples.plain[round] + samples.nx[round]));
  return { name, limit, samples, ratios, passed: median(ratios) <= limit };
}

export function renderComparisons(comparisons) {
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
  const ratio = (value) => value.toFixed(2);
  const rows = comparisons.map(({ name, limit, samples, ratios, passed }) => [
    name,
    withSpread(samples.goshawk, seconds),
    withSpread(samples.plain, seconds),
    withSpread(samples.nx, seconds),
    withSpread(ratios, ratio),
    String(limit),
    passed ? 'within' : 'OVER',
  ]);
  const headers = ['scenario', 'goshawk s', 'plain go s', 'bare Nx s', 'ratio', 'limit', ''];
  return renderTable(headers, rows);
}
