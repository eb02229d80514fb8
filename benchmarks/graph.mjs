/**
 * What the plugin costs Nx in a large workspace: its own share of a project graph, and whole commands against the same files
 * without the plugin, in turn in the same run, without Nx's daemon.
 *
 *   npm run bench:graph -- [--modules N] [--rounds N] [--skip-tasks] [--assert]
 *
 * Without `--modules` there are two workspaces, of 100 and of 1,000 modules. `--assert` exits with 1 when one of the larger is
 * over a limit.
 */
import { loadLine } from './harness/report.mjs';
import { readOptions } from './harness/options.mjs';
import { median, withSpread } from './harness/statistics.mjs';
import { renderTable } from '../scripts/load-rooms.mjs';
import { benchGraph } from './scenarios/graph.mjs';

/** Seconds for the plugin's own share, ratios for commands; for 1,000 modules and up to as many. */
const LIMITS = { cold: { own: 0.45, ratio: 1.35 }, warm: { own: 0.08, ratio: 1.1 }, cached: { ratio: 1.25 } };
const NAMES = {
  cold: 'nx graph, cold',
  warm: 'nx graph, one file changed',
  cached: 'nx run-many, all cached',
};

const options = readOptions({
  rounds: 5,
  modules: { type: 'string', multiple: true, default: ['100', '1000'] },
  'skip-tasks': { type: 'boolean', default: false },
});

const rows = [];
let isOver = false;
for (const modules of options.modules.map(Number)) {
  console.log(`${modules} modules: ${options.rounds} rounds, ${loadLine()}`);
  const { count, ...measured } = await benchGraph({ ...options, modules, skipTasks: options['skip-tasks'] });
  for (const [name, samples] of Object.entries(measured)) rows.push(rowOf(count, name, samples));
}
const headers = [
  'scenario',
  'goshawk s',
  'own share s',
  'limit',
  'of CPU s',
  'project.json s',
  'ratio',
  'limit',
  'ratio of CPU time',
  'ratio to no project',
];
console.log(`\n${renderTable(headers, rows)}`);
console.log(`\nmedian (least–greatest). At the end: ${loadLine()}.`);
if (options.assert && isOver) process.exitCode = 1;

function rowOf(count, name, { goshawk, described, empty }) {
  const limits = LIMITS[name];
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
  const ratio = (base, key) => goshawk.map((ours, round) => ours[key] / base[round][key]);
  const wall = (samples) =>
    withSpread(
      samples.map(({ milliseconds }) => milliseconds),
      seconds,
    );
  const show = (ratios) => withSpread(ratios, (value) => value.toFixed(2));
  const own = goshawk.map((ours) => (name === 'cached' ? ours.hook : ours.own));
  const ratios = ratio(described, 'milliseconds');
  return [
    `${NAMES[name]}, ${count} modules`,
    wall(goshawk),
    withSpread(own, seconds),
    judge(median(own) / 1000, limits.own),
    seconds(median(goshawk.map(({ cpu }) => cpu))),
    wall(described),
    show(ratios),
    judge(median(ratios), limits.ratio),
    show(ratio(described, 'cpu')),
    empty === undefined ? '' : show(ratio(empty, 'milliseconds')),
  ];
}

function judge(value, limit) {
  if (limit === undefined) return '';
  const isWithin = value <= limit;
  isOver ||= !isWithin;
  return `${limit} ${isWithin ? 'within' : 'OVER'}`;
}
