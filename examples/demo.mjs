/**
 * The main job on the example workspace: each program is built for this machine and for another platform, then once more,
 * which Nx replays from its cache. Ends with what each run did and where the cache of each build dimension is; exits with
 * 1 if anything is not as promised.
 *
 * `npm run demo` installs and builds Goshawk first, then runs this.
 */
import { execFileSync } from 'node:child_process';
import { join, relative, resolve } from 'node:path';
import { megabytes, readClosingLine, sizeOf } from './demo/dimensions.mjs';
import { DemoNx } from './demo/nx.mjs';
import { buildAndReplay, planSteps } from './demo/steps.mjs';
import { defaultCacheRoot, renderTable } from '../scripts/load-rooms.mjs';

const root = resolve(import.meta.dirname, '..');

const progress = {
  start: ({ task }) => process.stdout.write(`nx run ${task}: `),
  end: ({ replayed, seconds }) =>
    console.log(`${replayed ? "replayed from Nx's cache" : 'built'} in ${seconds.toFixed(1)} s`),
};

const nx = new DemoNx(root);
try {
  process.exitCode = await demonstrate();
} catch (error) {
  console.error(`\ndemo: ${error.message}`);
  process.exitCode = 1;
} finally {
  nx.dispose();
}

async function demonstrate() {
  const { steps, skipped, runnable } = planSteps(root);
  const runs = [];
  const problems = [];
  for (const step of steps) {
    const outcome = await buildAndReplay(nx, step, progress);
    runs.push(...outcome.runs);
    problems.push(...outcome.problems);
  }
  console.log('\nWhat each run did\n\n' + tableOfRuns(runs));
  console.log('\nWhere the cache of each build dimension is\n\n' + tableOfDimensions(runs));
  if (runnable) console.log('\nThe program itself says\n\n' + greetingOf(runnable));
  for (const note of skipped) console.log(`\nSkipped: ${note}`);
  for (const problem of problems) console.error(`\nNot as promised: ${problem}.`);
  return problems.length === 0 ? 0 : 1;
}

function tableOfRuns(runs) {
  const rows = runs.map((run) => [
    run.task,
    run.replayed ? 'replayed' : 'built',
    run.seconds.toFixed(1),
    relative(root, run.artifact),
    run.platform.replace('-', '/'),
    run.digest.slice(0, 12),
    run.replayed ? '' : closingLineOf(run).work,
  ]);
  return renderTable(['task', 'Nx', 'seconds', 'artifact', 'go version -m', 'SHA-256', 'what Go did'], rows);
}

function tableOfDimensions(runs) {
  const tasksOf = new Map();
  for (const run of runs) {
    const { dimension } = closingLineOf(run);
    tasksOf.set(dimension, new Set(tasksOf.get(dimension)).add(run.task));
  }
  const rows = [...tasksOf].map(([dimension, tasks]) => {
    const directory = join(defaultCacheRoot(process.env), dimension);
    return [[...tasks].join(', '), megabytes(sizeOf(directory)), directory];
  });
  return renderTable(['used by', 'size', 'directory'], rows);
}

function closingLineOf({ task, output }) {
  const closing = readClosingLine(output);
  if (!closing) throw new Error(`${task} printed no closing line:\n${output}`);
  return closing;
}

function greetingOf(artifact) {
  return execFileSync(artifact, ['--name', 'Ada', '--lang', 'de-AT'], { encoding: 'utf8' }).trimEnd();
}
