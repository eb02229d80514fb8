// All of the slow tables that `npm test` runs samples of: every row, every version of Nx and of Go, with and without the daemon.
// GOSHAWK_E2E_ROWS names rows of the fault matrix: then these alone.
import { readFileSync } from 'node:fs';
import { inRepository } from './repository.mjs';

process.env.GOSHAWK_E2E = 'full';
if (process.env.GOSHAWK_E2E_ROWS !== undefined) {
  process.argv.push('--e2e', '--only', 'e2e/fault-matrix');
} else {
  const endToEnd =
    'fault-matrix|pollution|turborepo|graph|affected|bundle|cache|generators|real-repositories';
  const unit = 'content-id|damage|false-alarms|crash-safety';
  process.argv.push('--only', `e2e/(${endToEnd})|packages/.*/(${unit})`);
}
await import('./test.mjs');

const { faultTable } = await import('./docs/render-fault-matrix.mjs');
const { renderTable } = await import('./load-rooms.mjs');
await import('./write-fault-matrix.mjs');
const recorded = JSON.parse(readFileSync(inRepository('e2e', 'faults', 'recorded.json'), 'utf8'));
const { headers, rows } = faultTable(recorded);
console.log(`\n${renderTable(headers, rows)}`);
