import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { availableParallelism, tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ENTRIES_OF_PACKAGE, fillWithPackages, fillWithSmall } from '../generate/cache.mjs';
import { interleave } from '../harness/interleave.mjs';
import { processorSeconds } from '../harness/processor-time.mjs';
import {
  hashToString,
  snapshotOf,
  verifyCache,
  verifyForTasks,
  writeSnapshot,
} from '../../scripts/load-rooms.mjs';

const repository = resolve(import.meta.dirname, '../..');
const goshawk = join(repository, 'dist/cli/main.js');
/** Where what the go command compiled is kept for the next run. */
const kept = join(repository, 'node_modules/.cache/goshawk/bench-verify');

/** Entries that a task reads. */
const READ = 1000;
/** Files younger than this are read again each time. */
const SETTLED = 2500;

/** Calls a function with a temporary directory. */
async function within(work) {
  const home = mkdtempSync(join(tmpdir(), 'goshawk-bench-'));
  try {
    return await work(home);
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/**
 * Whole verifications of one cache, as processes of their own, and sha256sum over its files.
 *
 * @returns megabytes (10^6 bytes) of the cache, and megabytes per processor second by name, a value for each round
 */
export async function benchWhole({ rounds, megabytes }) {
  return within(async (home) => {
    mkdirSync(kept, { recursive: true });
    const gocache = join(home, 'gocache');
    const { bytes, entries } = await fillWithPackages(kept, gocache, megabytes * 1e6);
    const env = { ...process.env, GOSHAWK_CACHE_ROOT: join(home, 'none') };
    const verify = (...flags) => [
      process.execPath,
      goshawk,
      'cache',
      'verify',
      '--gocache',
      gocache,
      ...flags,
    ];
    const seconds = (script, args) => processorSeconds(script, args, { cwd: home, env });
    const outputs = `find "$1" -name '*-d' -type f -print0 | xargs -0 -n 64 -P ${availableParallelism()}`;
    const first = await seconds('"$@"', verify());
    const samples = await interleave(
      [
        { name: 'full', run: () => seconds('"$@"', verify()) },
        { name: 'sha256sum', run: () => seconds(`${outputs} sha256sum`, [gocache]) },
        { name: 'forensic', run: () => seconds('"$@"', verify('--forensic')) },
      ],
      rounds,
    );
    const rate = (cpu) => bytes / 1e6 / cpu;
    const rates = Object.entries(samples).map(([name, all]) => [name, all.map(rate)]);
    return { megabytes: bytes / 1e6, entries, rates: { first: [rate(first)], ...Object.fromEntries(rates) } };
  });
}

/** What a verification costs that finds nothing to read, in a cache of so many entries: milliseconds, a value for each round. */
export async function benchUnchanged({ rounds, entries }) {
  return within(async (home) => {
    const directory = join(home, 'linux-amd64-cgo0-0123456789ab');
    const gocache = join(directory, 'gocache');
    const ids = fillWithSmall(gocache, entries);
    await sleep(SETTLED);
    const request = {
      gocache,
      stateDirectory: directory,
      depth: 'digest',
      trust: 'states',
      repair: 'quarantine',
    };
    expectGood(verifyCache({ ...request, scopes: [{ of: 'all' }] }), ids.length * ENTRIES_OF_PACKAGE);
    // Directories that were changed a moment ago are looked at again.
    await sleep(SETTLED);
    verifyCache({ ...request, scopes: [{ of: 'new' }] });

    const task = { id: 'app:go-build', workspaceRoot: home, dimension: { directory, gocache } };
    const packages = Math.floor(READ / ENTRIES_OF_PACKAGE);
    const stride = Math.floor(ids.length / packages);
    const read = Array.from({ length: packages }, (_, index) => ids[index * stride]);
    const actions = read.map((id) => ({ Mode: 'build', ActionID: hashToString(id) }));
    writeSnapshot(directory, { workspaceRoot: home, task: task.id }, snapshotOf(actions));
    const hashes = new Set(read.map(hashToString));
    const scopes = { nothingNew: [{ of: 'new' }], actions: [{ of: 'actions', hashes }] };
    return interleave(
      [
        ...Object.entries(scopes).map(([name, scope]) => ({
          name,
          run: async () => measure(() => verifyCache({ ...request, scopes: scope })),
        })),
        { name: 'hook', run: async () => measure(() => verifyForTasks([task], 'repair')) },
        {
          name: 'stat',
          run: async () =>
            measure(() => {
              for (let count = 0; count < 2 * READ; count++) existsSync(directory);
            }),
        },
      ],
      rounds,
    );
  });
}

function expectGood({ entries, findings }, expected) {
  if (entries === expected && findings.length === 0) return;
  throw new Error(`${entries} entries of ${expected}, ${findings.length} findings`);
}

/** Wall time, and the processor time of this process, which what else the machine does changes less. */
function measure(work) {
  const started = performance.now();
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return { milliseconds: performance.now() - started, cpu: (user + system) / 1000 };
}
