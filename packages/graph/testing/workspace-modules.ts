import { existsSync, readdirSync } from 'node:fs';
import { join, posix } from 'node:path';
import { askGoItself } from '../../toolchain/testing/go-environment';

/** A directory of the workspace that has Go files, a go.mod or a go.work. */
export interface SourceDirectory {
  /** Relative to the root. */
  readonly path: string;
  readonly goFiles: readonly string[];
  /** go.mod and go.work, where there are such. */
  readonly modFiles: readonly string[];
}

/** Modules that one go command can be asked about together. */
export interface ModuleGroup {
  /** Where the go command runs. */
  readonly directory: string;
  /** Directory of the go.work, if one governs them. */
  readonly goWork: string | undefined;
  /** Directories of the modules. */
  readonly modules: readonly string[];
}

/** Every directory with Go files, a go.mod or a go.work, links to directories not entered. */
export function findSourceDirectories(root: string, path = '.'): SourceDirectory[] {
  const entries = readdirSync(join(root, path), { withFileTypes: true });
  const goFiles = entries.filter(({ name }) => name.endsWith('.go')).map(({ name }) => name);
  const modFiles = entries.filter(({ name }) => /^go\.(mod|work)$/.test(name)).map(({ name }) => name);
  const own = goFiles.length + modFiles.length > 0 ? [{ path, goFiles, modFiles }] : [];
  const below = entries
    .filter((entry) => entry.isDirectory() && entry.name !== '.git' && entry.name !== 'node_modules')
    .flatMap(({ name }) => findSourceDirectories(root, posix.join(path, name)));
  return [...own, ...below];
}

/** Whether the go command's `./...` never shows what lies there. */
export function isHidden(path: string): boolean {
  return path.split('/').some((part) => /^(testdata|vendor)$|^_|^\../.test(part));
}

/** Modules by the go.work that governs them: the nearest one above, if it uses them. */
export function groupModules(
  root: string,
  modules: readonly string[],
  env: Record<string, string>,
): ModuleGroup[] {
  const uses = new Map<string, readonly string[]>();
  const groups: ModuleGroup[] = [];
  const shared = new Map<string, string[]>();
  for (const module of modules) {
    const goWork = nearestGoWork(root, module);
    if (goWork !== undefined && !uses.has(goWork)) uses.set(goWork, readUses(root, goWork, env));
    if (goWork === undefined || !uses.get(goWork)?.includes(module)) {
      groups.push({ directory: module, goWork: undefined, modules: [module] });
    } else {
      shared.set(goWork, [...(shared.get(goWork) ?? []), module]);
    }
  }
  const joined = [...shared].map(([goWork, members]) => ({ directory: goWork, goWork, modules: members }));
  return [...joined, ...groups];
}

function nearestGoWork(root: string, module: string): string | undefined {
  for (let path = module; ; path = posix.dirname(path)) {
    if (existsSync(join(root, path, 'go.work'))) return path;
    if (path === '.') return undefined;
  }
}

function readUses(root: string, goWork: string, env: Record<string, string>): string[] {
  const text = askGoItself(['work', 'edit', '-json', join(root, goWork, 'go.work')], root, env);
  const { Use } = JSON.parse(text) as { Use: readonly { DiskPath: string }[] | null };
  return (Use ?? []).map(({ DiskPath }) =>
    posix.join(goWork, DiskPath.replaceAll('\\', '/')).replace(/(?<=.)\/$/, ''),
  );
}
