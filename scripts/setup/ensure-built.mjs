import { createHash } from 'node:crypto';
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
import { dirname, join, sep } from 'node:path';
import { inRepository } from '../repository.mjs';
import { BUNDLED, bundle } from './bundle.mjs';

const SETTINGS = ['tsconfig.json', 'package.json', 'package-lock.json'];
const BUILDERS = ['ensure-built.mjs', 'bundle.mjs', 'third-party-licenses.mjs'];
const STAMP = '.build-stamp';
const PROGRAM = join('cli', 'main.js');

/** What generators write files from. */
const TEMPLATE = /^nx[\\/]generators[\\/][^\\/]+[\\/]files[\\/]/;

/** Where the repository's own Nx puts the artifacts of examples/. */
const ARTIFACTS = 'examples';

/** Bundles packages/ into dist/ and copies schemas and templates, unless dist/ was built from just these sources. */
export async function ensureBuilt() {
  const sources = listFiles('packages');
  const copied = sources.filter((path) => path.endsWith(`${sep}schema.json`) || TEMPLATE.test(path));
  const outputs = [...BUNDLED.map((path) => join(...path.split('/'))), ...copied];
  const stamp = digestSources(sources);
  if (isBuilt(outputs, stamp)) return { status: 'unchanged' };
  clear();
  try {
    await bundle();
  } catch (error) {
    return { status: 'failed', output: error.message };
  }
  copyFiles(copied);
  chmodSync(inRepository('dist', PROGRAM), 0o755);
  writeFileSync(inRepository('dist', STAMP), stamp);
  return { status: 'passed' };
}

function isBuilt(outputs, stamp) {
  const stampFile = inRepository('dist', STAMP);
  return (
    existsSync(stampFile) &&
    readFileSync(stampFile, 'utf8') === stamp &&
    outputs.every((path) => existsSync(inRepository('dist', path)))
  );
}

function digestSources(sources) {
  const hash = createHash('sha256');
  const builders = BUILDERS.map((name) => join('scripts', 'setup', name));
  for (const path of [...SETTINGS, ...builders, ...sources.map((source) => join('packages', source))]) {
    const content = readFileSync(inRepository(path));
    hash.update(`${path}\0${content.length}\0`).update(content);
  }
  return hash.digest('hex');
}

function copyFiles(paths) {
  for (const path of paths) {
    const target = inRepository('dist', path);
    mkdirSync(dirname(target), { recursive: true });
    cpSync(inRepository('packages', path), target);
  }
}

/** What an earlier build wrote under another name must not live on in the package. */
function clear() {
  mkdirSync(inRepository('dist'), { recursive: true });
  for (const name of readdirSync(inRepository('dist'))) {
    if (name !== ARTIFACTS) rmSync(inRepository('dist', name), { recursive: true });
  }
}

function listFiles(directory) {
  return readdirSync(inRepository(directory), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(inRepository(directory).length + sep.length))
    .sort();
}
