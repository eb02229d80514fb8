// All of the slow tables that `npm test` runs samples of: every row, every version of Nx, with and without the daemon.
process.env.GOSHAWK_E2E = 'full';
process.argv.push('--e2e', '--only', 'pollution|unkeyed|graph|affected|bundle|real-repositories');
await import('./test.mjs');
