import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { runNpm } from '../setup/ensure-installed.mjs';
import { listMissingFiles, listUnwantedFiles } from './package-files.mjs';

/** Packs the package as a release would and checks what users would get. */
export async function checkPackage() {
  const directory = mkdtempSync(join(tmpdir(), 'goshawk-pack-'));
  try {
    return await checkPacked(directory);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}

async function checkPacked(directory) {
  const packed = await runNpm(['pack', '--json', '--ignore-scripts', '--pack-destination', directory]);
  if (packed.exitCode !== 0) {
    return { status: 'failed', output: packed.output };
  }
  const [{ filename, files }] = JSON.parse(packed.stdout);
  const paths = files.map(({ path }) => path);
  const problems = [
    ...listUnwantedFiles(paths).map((path) => `${path} is in the package, but users have no need of it`),
    ...listMissingFiles(
      paths,
      readJson('package.json'),
      readJson('executors.json'),
      readJson('generators.json'),
    ).map(
      (path) => `${path} is named in package.json, executors.json or generators.json, but not in the package`,
    ),
  ];
  problems.push(...(await lintPackage(join(directory, filename))));
  const detail = `${paths.length} files`;
  return problems.length === 0
    ? { status: 'passed', detail }
    : { status: 'failed', detail, output: problems.join('\n') };
}

async function lintPackage(tarball) {
  // Loaded here and not above: this file is read before the dependencies are installed.
  const [{ publint }, { formatMessage }] = await Promise.all([import('publint'), import('publint/utils')]);
  const bytes = readFileSync(tarball);
  const content = bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.byteLength);
  const { messages, pkg } = await publint({ pack: { tarball: content }, strict: true });
  return messages.map((message) => formatMessage(message, pkg, { color: false }));
}

function readJson(path) {
  return JSON.parse(readFileSync(inRepository(path), 'utf8'));
}
