import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { join, relative, resolve } from 'node:path';
import { e2eDirectory, removeOlderThan, repositoryRoot } from './directories';
import { withLock } from './lock';
import { npm } from './npm';

export interface Tarball {
  readonly file: string;
  /** Digest of the sources that it was packed from. */
  readonly key: string;
}

/**
 * Packs the package as `npm publish` would, once for each state of its sources. `GOSHAWK_E2E_TARBALL` names one that is packed already,
 * as of a release.
 */
export async function packGoshawk(): Promise<Tarball> {
  const given = process.env.GOSHAWK_E2E_TARBALL;
  if (given !== undefined) return { file: given, key: digest(readFileSync(given)) };
  const key = digestOfSources();
  const directory = e2eDirectory('packed');
  const file = join(directory, `goshawk-${key}.tgz`);
  await withLock(join(directory, 'lock'), async () => {
    if (existsSync(file)) return;
    removeOlderThan(directory, 24);
    const temporary = e2eDirectory('packed', `${key}-new`);
    await npm(repositoryRoot, 'run', 'build');
    await npm(repositoryRoot, 'pack', '--ignore-scripts', '--pack-destination', temporary);
    const [packed] = readdirSync(temporary).filter((name) => name.endsWith('.tgz'));
    if (packed === undefined) throw new Error(`npm pack left no tarball in ${temporary}`);
    renameSync(join(temporary, packed), file);
    rmSync(temporary, { recursive: true });
  });
  return { file, key };
}

function digestOfSources(): string {
  return digest(...sourceFiles().flatMap((path) => [`${path}\0`, readFileSync(join(repositoryRoot, path))]));
}

function digest(...parts: readonly (string | Uint8Array)[]): string {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest('hex').slice(0, 16);
}

function sourceFiles(): string[] {
  const files = readdirSync(repositoryRoot).filter((name) => /\.(json|md)$|^LICENSE/.test(name));
  for (const directory of ['packages', 'scripts']) {
    const entries = readdirSync(join(repositoryRoot, directory), { recursive: true, withFileTypes: true });
    for (const entry of entries) {
      if (entry.isFile() && !entry.name.includes('.spec.')) files.push(join(entry.parentPath, entry.name));
    }
  }
  return files.map((path) => relative(repositoryRoot, resolve(repositoryRoot, path))).sort();
}
