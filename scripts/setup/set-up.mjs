import { runStep } from '../steps/run-step.mjs';
import { ensureBuilt } from './ensure-built.mjs';
import { ensureInstalled } from './ensure-installed.mjs';
import { findTools } from './find-tools.mjs';

/** Makes a clone ready for use, each step only where it is needed. Resolves to whether all of them worked. */
export async function setUp() {
  for (const [name, work] of [
    ['tools', findTools],
    ['install', ensureInstalled],
    ['build', ensureBuilt],
  ]) {
    const { status } = await runStep(name, work);
    if (status === 'failed') {
      return false;
    }
  }
  return true;
}
