import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { digestFile, readGoEnv, readPlatform } from './artifact.mjs';

/** What the demo runs: each program for each of its platforms. `runnable` is an artifact for this machine, if any. */
export function planSteps(root) {
  const host = readGoEnv(root, 'GOOS', 'GOARCH', 'GOHOSTOS', 'GOHOSTARCH');
  const here = `${host.GOOS}-${host.GOARCH}`;
  const elsewhere = here === 'windows-amd64' ? 'linux-amd64' : 'windows-amd64';
  const builds = [
    { project: 'app', task: 'app:go-build', platform: here },
    { project: 'app', task: `app:go-build:${elsewhere}`, platform: elsewhere },
  ];
  const cgo = readGoEnv(join(root, 'examples/libs/checksum'), 'CGO_ENABLED', 'CC');
  const skipped = [];
  if (cgo.CGO_ENABLED === '1') builds.push({ project: 'crc', task: 'crc:go-build', platform: here });
  else
    skipped.push(
      `crc:go-build, which needs a C compiler: Go has cgo switched off here (CC=${cgo.CC}, CGO_ENABLED=0).`,
    );

  const steps = builds.map((build) => ({ ...build, artifact: artifactOf(root, build) }));
  const runsHere = here === `${host.GOHOSTOS}-${host.GOHOSTARCH}`;
  return { steps, skipped, runnable: runsHere ? steps[0].artifact : undefined };
}

function artifactOf(root, { project, platform }) {
  const name = platform.startsWith('windows-') ? `${project}.exe` : project;
  return join(root, 'dist/examples/apps', project, platform, name);
}

/** Builds a step from nothing and once more; the second run has only Nx's cache to take the artifact from. */
export async function buildAndReplay(nx, step, progress) {
  const built = await runFromNothing(nx, step, progress);
  const replayed = await runFromNothing(nx, step, progress);
  const problems = [
    built.replayed && `${step.task} was replayed, though nothing was in the cache`,
    !replayed.replayed && `${step.task} ran a second time, though nothing had changed`,
    built.digest !== replayed.digest && `${step.task}: the replayed artifact differs from the built one`,
  ];
  return { runs: [built, replayed], problems: problems.filter(Boolean) };
}

async function runFromNothing(nx, step, progress) {
  rmSync(join(step.artifact, '..'), { recursive: true, force: true });
  progress.start(step);
  const run = await nx.run(step.task);
  if (run.exitCode !== 0) throw new Error(`nx run ${step.task} failed:\n${run.output}`);
  if (!existsSync(step.artifact))
    throw new Error(`nx run ${step.task} left no ${step.artifact}:\n${run.output}`);
  const platform = readPlatform(step.artifact);
  if (platform !== step.platform) throw new Error(`${step.artifact} was built for ${platform}.`);
  progress.end(run);
  return { ...run, ...step, digest: digestFile(step.artifact) };
}
