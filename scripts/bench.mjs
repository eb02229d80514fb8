import { setUp } from './setup/set-up.mjs';
import { runNode } from './steps/run-command.mjs';

const [name, ...rest] = process.argv.slice(2);

if (name === undefined) {
  console.error('Name a benchmark: node scripts/bench.mjs <name>, for a file benchmarks/<name>.mjs.');
  process.exitCode = 2;
} else if (await setUp()) {
  const { exitCode } = await runNode([`benchmarks/${name}.mjs`, ...rest], { stdio: 'inherit' });
  process.exitCode = exitCode;
} else {
  process.exitCode = 1;
}
