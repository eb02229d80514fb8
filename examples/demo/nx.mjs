import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/**
 * The repository's own nx, with a cache and workspace data of its own: an earlier build of the user is neither replayed
 * nor touched.
 */
export class DemoNx {
  #home = mkdtempSync(join(tmpdir(), 'goshawk-demo-'));
  #root;
  #command;

  constructor(root) {
    this.#root = root;
    const require = createRequire(join(root, 'package.json'));
    const manifest = require.resolve('nx/package.json');
    this.#command = join(dirname(manifest), require(manifest).bin.nx);
  }

  /** Runs one task. The result says what Nx printed, and whether it replayed the task instead of running it. */
  async run(task) {
    const started = performance.now();
    const { exitCode, output } = await this.#start(['run', task]);
    const seconds = (performance.now() - started) / 1000;
    return { task, exitCode, output, seconds, replayed: wasReplayed(output) };
  }

  dispose() {
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 });
  }

  #start(args) {
    return new Promise((resolve, reject) => {
      const nx = spawn(process.execPath, [this.#command, ...args], {
        cwd: this.#root,
        env: this.#environment(),
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      const forward = (signal) => nx.kill(signal);
      const signals = ['SIGINT', 'SIGTERM'];
      for (const signal of signals) process.on(signal, forward);
      const chunks = [];
      nx.stdout.on('data', (chunk) => chunks.push(chunk));
      nx.stderr.on('data', (chunk) => chunks.push(chunk));
      nx.on('error', reject);
      nx.on('close', (exitCode) => {
        for (const signal of signals) process.off(signal, forward);
        resolve({ exitCode, output: Buffer.concat(chunks).toString() });
      });
    });
  }

  #environment() {
    const ofTheUser = Object.entries(process.env).filter(([name]) => !name.startsWith('NX_'));
    return {
      ...Object.fromEntries(ofTheUser),
      NX_DAEMON: 'false',
      NX_TUI: 'false',
      NX_CACHE_DIRECTORY: join(this.#home, 'cache'),
      NX_WORKSPACE_DATA_DIRECTORY: join(this.#home, 'workspace-data'),
      NO_COLOR: '1',
      FORCE_COLOR: '0',
    };
  }
}

/** What Nx 22 to 24 print when a task's result came from the cache. */
function wasReplayed(output) {
  return /\[local cache\]|\[existing outputs match the cache/.test(output);
}
