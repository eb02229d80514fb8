import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { generateModules } from '../generate/modules.mjs';
import { writeFiles } from '../harness/files.mjs';
import { interleave } from '../harness/interleave.mjs';
import { computeCInputs, describeDimension, findGo, readGoEnv } from '../../scripts/load-rooms.mjs';

const examples = resolve(import.meta.dirname, '../../examples');
const FINGERPRINT_LIMIT = 15;
const C_CLOSURE_LIMIT = 30;

/** Files younger than this are read again each time, since a second edit may not show in their times. */
const SETTLED = 2500;

/** Copies of the workspaces to measure, so that no time of a user's file and no user's memo plays a part. */
export async function benchDimension({ rounds }) {
  const home = mkdtempSync(join(tmpdir(), 'goshawk-bench-'));
  try {
    cpSync(examples, join(home, 'examples'), { recursive: true });
    writeFiles(join(home, 'modules'), generateModules(100).sources);
    await sleep(SETTLED);
    const request = (cwd) => {
      const env = { ...process.env, GOWORK: undefined };
      const go = findGo({ env, cwd: join(home, cwd) });
      return { go, cwd: join(home, cwd), env, flags: [], cacheRoot: join(home, 'caches') };
    };
    return [
      await benchFingerprint('fingerprint, 5 modules, cgo', request('examples/apps/crc'), rounds),
      await benchFingerprint('fingerprint, 100 modules', request('modules/m000'), rounds),
      ...(await benchCClosures(request('examples/apps/crc'), rounds)),
    ];
  } finally {
    rmSync(home, { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Milliseconds beyond one `go env`, the least that any answer about a Go build costs. */
async function benchFingerprint(name, request, rounds) {
  const cold = await measure(() => describeDimension(request));
  const samples = await interleave(
    [
      { name: 'dimension', run: () => measure(() => describeDimension(request)) },
      { name: 'go env', run: () => measure(() => readGoEnv(request)) },
    ],
    rounds,
  );
  const warm = samples.dimension;
  const beyond = warm.map((ours, round) => subtract(ours, samples['go env'][round]));
  return { name, cold, warm, beyond, limit: FINGERPRINT_LIMIT };
}

/** One closure at a time, each with the memo read from disk as a new process reads it. */
async function benchCClosures(request, rounds) {
  const { listing } = await describeDimension(request);
  if (listing.cgo.length === 0) throw new Error('no cgo package: is there a C compiler?');
  const results = [];
  for (const cgo of listing.cgo) {
    const once = async () => {
      const { cContext } = await describeDimension(request);
      const measured = await measure(() => computeCInputs(cgo, cContext));
      cContext.digests.save();
      return measured;
    };
    const cold = await once();
    const { closure } = await interleave([{ name: 'closure', run: once }], rounds);
    const name = `C inputs of ${cgo.importPath}`;
    results.push({ name, cold, warm: closure, beyond: closure, limit: C_CLOSURE_LIMIT });
  }
  return results;
}

/** Wall time, and the processor time of this process, which what else the machine does changes less. */
async function measure(work) {
  const started = performance.now();
  const cpuBefore = process.cpuUsage();
  await work();
  const { user, system } = process.cpuUsage(cpuBefore);
  return { milliseconds: performance.now() - started, cpu: (user + system) / 1000 };
}

function subtract(a, b) {
  return { milliseconds: a.milliseconds - b.milliseconds, cpu: a.cpu - b.cpu };
}
