// All of the slow tables that `npm test` runs samples of: every row, every version of Nx and of Go, with and
// without the daemon.
import { readFileSync } from 'node:fs';
import { inRepository } from './repository.mjs';

process.env.GOSHAWK_E2E = 'full';
const END_TO_END = 'fault-matrix|pollution|graph|affected|bundle|real-repositories';
const UNIT = 'content-id|false-alarms|crash-safety';
const areRowsChosen = process.env.GOSHAWK_E2E_ROWS !== undefined;
const paths = areRowsChosen ? 'e2e/fault-matrix' : `e2e/.*(${END_TO_END})|packages/.*/(${UNIT})`;
process.argv.push('--only', paths, ...(areRowsChosen ? ['--e2e'] : []));
await import('./test.mjs');

const { faultTable } = await import('./docs/render-fault-matrix.mjs');
const { renderTable } = await import('./load-rooms.mjs');
await import('./write-fault-matrix.mjs');
const recorded = JSON.parse(readFileSync(inRepository('e2e', 'faults', 'recorded.json'), 'utf8'));
const { headers, rows } = faultTable(recorded);
console.log(`\n${renderTable(headers, rows)}`);
