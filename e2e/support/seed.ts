import { copyFileSync, existsSync, mkdirSync, renameSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { e2eDirectory, removeOlderThan } from './directories';
import { linkTree } from './link-tree';
import { withLock } from './lock';
import { npm } from './npm';
import { packGoshawk } from './tarball';

/** Majors of Nx under test, as npm is asked for them. */
export const nxVersions = ['22', '23.2.1', '24'] as const;
export type NxVersion = (typeof nxVersions)[number];
export const newestNx: NxVersion = '24';

const installFlags = ['--no-audit', '--no-fund', '--no-package-lock', '--prefer-offline'];

const seeds = new Map<NxVersion, Promise<string>>();

/** The `node_modules` of a workspace with this Nx and the packed Goshawk, installed by npm, for workspaces to link. */
export function seedNodeModules(nx: NxVersion): Promise<string> {
  const seed = seeds.get(nx) ?? installSeed(nx);
  seeds.set(nx, seed);
  return seed;
}

async function installSeed(nx: NxVersion): Promise<string> {
  const { file, key } = await packGoshawk();
  const seed = join(e2eDirectory('seeds'), `nx-${nx}-${key}`);
  await withLock(`${seed}.lock`, async () => {
    if (existsSync(seed)) return utimesSync(seed, new Date(), new Date());
    removeOlderThan(e2eDirectory('seeds'), 24);
    const base = await installNx(nx);
    await installInto(seed, base, [file]);
  });
  return join(seed, 'node_modules');
}

/** Nx alone, which is the slow part; kept for as long as the directory is. */
async function installNx(nx: NxVersion): Promise<string> {
  const base = join(e2eDirectory('nx'), nx);
  await withLock(`${base}.lock`, async () => {
    if (!existsSync(base)) await installInto(base, undefined, [`nx@${nx}`, `@nx/devkit@${nx}`]);
  });
  return base;
}

/** The directory appears under its name only when npm has finished, so that a killed run leaves nothing half installed. */
async function installInto(target: string, base: string | undefined, specs: string[]): Promise<void> {
  const directory = `${target}.new`;
  rmSync(directory, { recursive: true, force: true });
  mkdirSync(directory, { recursive: true });
  if (base === undefined) {
    writeFileSync(join(directory, 'package.json'), JSON.stringify({ name: 'seed', private: true }));
  } else {
    // With its manifest, or npm would take Nx for extraneous and remove it.
    copyFileSync(join(base, 'package.json'), join(directory, 'package.json'));
    linkTree(join(base, 'node_modules'), join(directory, 'node_modules'));
  }
  await npm(directory, 'install', ...installFlags, '--save-dev', ...specs);
  renameSync(directory, target);
}
