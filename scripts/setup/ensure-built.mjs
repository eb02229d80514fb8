import {
  chmodSync,
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { createHash } from 'node:crypto';
import { dirname, join, sep } from 'node:path';
import { inRepository } from '../repository.mjs';
import { runNode } from '../steps/run-command.mjs';
import { planOutputs } from './plan-outputs.mjs';

const SETTINGS = ['tsconfig.json', 'tsconfig.build.json', 'package-lock.json'];
const STAMP = '.build-stamp';
const COMPILER_RECORD = '.build.tsbuildinfo';
const PROGRAM = join('cli', 'main.js');

/** Compiles packages/ to dist/ and copies its JSON files, unless dist/ was built from just these sources. */
export async function ensureBuilt() {
  const sources = listFiles('packages');
  const plan = planOutputs(sources);
  const stamp = digestSources(sources);
  if (isBuilt(plan, stamp)) {
    return { status: 'unchanged' };
  }
  forgetLastBuild(plan);
  const tsc = await runNode([
    inRepository('node_modules', 'typescript', 'bin', 'tsc'),
    '-p',
    'tsconfig.build.json',
  ]);
  if (tsc.exitCode !== 0) {
    return { status: 'failed', output: tsc.output };
  }
  copyAssets(plan.assets);
  removeOthers(plan);
  if (plan.compiled.includes(PROGRAM)) {
    chmodSync(inRepository('dist', PROGRAM), 0o755);
  }
  writeFileSync(inRepository('dist', STAMP), stamp);
  return { status: 'passed' };
}

function isBuilt(plan, stamp) {
  const stampFile = inRepository('dist', STAMP);
  return existsSync(stampFile) && readFileSync(stampFile, 'utf8') === stamp && areWritten(plan);
}

/** The compiler trusts its own record and would not write again what somebody deleted. */
function forgetLastBuild(plan) {
  rmSync(inRepository('dist', STAMP), { force: true });
  if (!areWritten(plan)) {
    rmSync(inRepository('dist', COMPILER_RECORD), { force: true });
  }
}

function areWritten({ compiled, assets }) {
  return [...compiled, ...assets].every((path) => existsSync(inRepository('dist', path)));
}

function digestSources(sources) {
  const hash = createHash('sha256');
  for (const path of [...SETTINGS, ...sources.map((source) => join('packages', source))]) {
    const content = readFileSync(inRepository(path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function copyAssets(assets) {
  for (const path of assets) {
    const target = inRepository('dist', path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(inRepository('packages', path), target);
  }
}

/** A source that was renamed or deleted must not live on in the package. */
function removeOthers({ compiled, assets }) {
  const expected = new Set([...compiled, ...assets]);
  for (const path of listFiles('dist')) {
    if (!expected.has(path) && !path.startsWith('.build')) {
      rmSync(inRepository('dist', path));
    }
  }
}

function listFiles(directory) {
  return readdirSync(inRepository(directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(inRepository(directory).length + sep.length))
    .sort();
}
