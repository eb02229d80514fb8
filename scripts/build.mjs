import { ensureBuilt } from './setup/ensure-built.mjs';
import { runStep } from './steps/run-step.mjs';

const { status } = await runStep('build', ensureBuilt);
process.exitCode = status === 'failed' ? 1 : 0;
