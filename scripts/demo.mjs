import { setUp } from './setup/set-up.mjs';
import { runNode } from './steps/run-command.mjs';

if (await setUp()) {
  const { exitCode } = await runNode(['examples/demo.mjs'], { stdio: 'inherit' });
  process.exitCode = exitCode;
} else {
  process.exitCode = 1;
}
