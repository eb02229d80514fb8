// All of the slow tables that `npm test` runs samples of: every row, every version of Nx and of Go, with and
// without the daemon.
process.env.GOSHAWK_E2E = 'full';
const END_TO_END = 'pollution|unkeyed|graph|affected|bundle|real-repositories';
const UNIT = 'content-id|false-alarms|crash-safety';
process.argv.push('--only', `e2e/.*(${END_TO_END})|packages/.*/(${UNIT})`);
await import('./test.mjs');
