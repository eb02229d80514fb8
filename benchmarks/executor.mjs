/**
 * What the executors cost: Nx with Goshawk against the plain go commands for the same work plus Nx with a plugin
 * that does nothing, measured in turn in the same run, with warm Go caches and without Nx's cache.
 *
 *   npm run bench:executor -- [--rounds N] [--only go-test|mains|app|client-go] [--large] [--assert]
 *
 * `--large` adds a program over k8s.io/client-go. `--assert` exits with 1 when a ratio is over its limit.
 */
import { loadLine, renderComparisons } from './harness/report.mjs';
import { readOptions } from './harness/options.mjs';
import { benchGoBuildMains } from './scenarios/go-build-mains.mjs';
import { benchGoTest } from './scenarios/go-test.mjs';
import { benchApp, benchClientGo } from './scenarios/one-app.mjs';

const scenarios = {
  'go-test': benchGoTest,
  mains: benchGoBuildMains,
  app: benchApp,
  'client-go': benchClientGo,
};

const options = readOptions({
  rounds: 5,
  only: { type: 'string', multiple: true, default: [] },
  large: { type: 'boolean', default: false },
});
const chosen = Object.keys(scenarios).filter((name) =>
  options.only.length > 0 ? options.only.includes(name) : name !== 'client-go' || options.large,
);
if (chosen.length === 0) throw new Error(`--only takes ${Object.keys(scenarios).join(', ')}`);

const comparisons = [];
for (const name of chosen) {
  console.log(`${name}: ${options.rounds} rounds, ${loadLine()}`);
  comparisons.push(...(await scenarios[name](options)));
}
console.log(`\n${renderComparisons(comparisons)}`);
console.log(
  '\nratio: goshawk / (plain go + Nx with a plugin that does nothing) in the same round; median (least–greatest).',
);
console.log(`At the end: ${loadLine()}.`);
if (options.assert && comparisons.some(({ passed }) => !passed)) process.exitCode = 1;
