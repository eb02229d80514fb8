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
  'ready-made s',
  'project.json s',
  'ratio',
  'limit',
  'ratio to no project',
];
console.log(`\n${renderTable(headers, rows)}`);
console.log(`\nmedian (least–greatest). At the end: ${loadLine()}.`);
if (options.assert && isOver) process.exitCode = 1;

function rowOf(count, name, { goshawk, readyMade, described, empty }) {
  const limits = LIMITS[name];
  const seconds = (milliseconds) => (milliseconds / 1000).toFixed(2);
  const walls = (samples) => withSpread(samples.map(wallOf), seconds);
  const show = (ratios) => withSpread(ratios, (value) => value.toFixed(2));
  const ratiosTo = (base) => goshawk.map((ours, round) => wallOf(ours) / wallOf(base[round]));
  // Nx may end before it has told all that it measured.
  const told = (samples) => samples.map(({ share }) => share).filter((share) => !Number.isNaN(share));
  const shares = (samples) => (told(samples).length === 0 ? 'not told' : withSpread(told(samples), seconds));
  const ratios = ratiosTo(described);
  return [
    `${NAMES[name]}, ${count} modules`,
    walls(goshawk),
    shares(goshawk),
    judge(median(told(goshawk)) / 1000, limits.own),
    readyMade === undefined ? '' : shares(readyMade),
    walls(described),
    show(ratios),
    judge(median(ratios), limits.ratio),
    empty === undefined ? '' : show(ratiosTo(empty)),
  ];
}

function wallOf({ milliseconds }) {
  return milliseconds;
}

function judge(value, limit) {
  if (limit === undefined) return '';
  const isWithin = value <= limit;
  isOver ||= !isWithin;
  return `${limit} ${isWithin ? 'within' : 'OVER'}`;
}
