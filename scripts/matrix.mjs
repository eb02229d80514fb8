// All of the slow tables that `npm test` runs samples of: every row, every version of Nx, with and without the daemon.
import { readFileSync } from 'node:fs';
import { inRepository } from './repository.mjs';

process.env.GOSHAWK_E2E = 'full';
const tables =
  process.env.GOSHAWK_E2E_ROWS === undefined
    ? 'fault-matrix|pollution|graph|affected|bundle|real-repositories'
    : 'fault-matrix';
process.argv.push('--e2e', '--only', tables);
await import('./test.mjs');

const { faultTable } = await import('./docs/render-fault-matrix.mjs');
const { renderTable } = await import('./load-rooms.mjs');
await import('./write-fault-matrix.mjs');
const recorded = JSON.parse(readFileSync(inRepository('e2e', 'faults', 'recorded.json'), 'utf8'));
const { headers, rows } = faultTable(recorded);
console.log(`\n${renderTable(headers, rows)}`);
