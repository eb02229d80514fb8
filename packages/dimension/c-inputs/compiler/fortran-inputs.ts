import { readFileSync } from 'node:fs';
import { dirname, isAbsolute, resolve } from 'node:path';
import { runProcess } from '../../../toolchain';
import { isFile } from '../libraries/find-library';
import type { CContext, CgoPackage, CInputRole } from '../types';
import type { CSettings } from './c-settings';
import { compilerEnvironment } from './compiler-environment';
import { findProgram } from './find-program';
import { includeDirectories } from './include-directories';

export interface FortranInputs {
  readonly files: readonly { readonly path: string; readonly role: CInputRole }[];
  readonly directories: readonly string[];
  readonly notes: readonly string[];
}

const NONE: FortranInputs = { files: [], directories: [], notes: [] };

/**
 * Files that Fortran sources read: `include 'name'` lines, which no compiler lists as dependencies, modules that
 * exist before the build, and the compiler itself, which only such packages use.
 */
export async function findFortranInputs(
  pkg: CgoPackage,
  settings: CSettings,
  context: CContext,
): Promise<FortranInputs> {
  if (pkg.fFiles.length === 0) return NONE;
  const [name = ''] = settings.fc;
  const compiler = findProgram(name, context.env, context.cwd);
  if (compiler === undefined) return { ...NONE, notes: [`the Fortran compiler ${name} was not found`] };
  const directories = [
    pkg.dir,
    ...includeDirectories([...settings.cppFlags, ...settings.fortranFlags], pkg.dir),
  ];
  const sources = new Set<string>();
  const modules = new Set<string>();
  for (const file of pkg.fFiles) follow(resolve(pkg.dir, file), directories, sources, modules);
  return {
    files: [
      ...[...sources].map((path) => ({ path, role: 'source' as const })),
      ...[...modules].map((path) => ({ path, role: 'header' as const })),
      ...(await compilerFiles(settings.fc, compiler, context)).map((path) => ({
        path,
        role: 'compiler' as const,
      })),
    ],
    directories,
    notes: [],
  };
}

/** `include 'x'` takes a line of its own; names of modules are not case-sensitive, and their files are lower-case. */
function follow(
  file: string,
  directories: readonly string[],
  sources: Set<string>,
  modules: Set<string>,
): void {
  if (sources.has(file)) return;
  sources.add(file);
  const find = (name: string) =>
    [dirname(file), ...directories].map((dir) => resolve(dir, name)).find(isFile);
  for (const line of readText(file).split(/\r?\n/)) {
    const included = /^\s*\d*\s*include\s*(?:'([^']+)'|"([^"]+)")/i.exec(line);
    const module = /^\s*use\b(?:\s*,\s*(?:non_)?intrinsic)?(?:\s*::)?\s*(\w+)/i.exec(line)?.[1];
    const name = included?.[1] ?? included?.[2];
    const source = name === undefined ? undefined : find(name);
    const moduleFile = module === undefined ? undefined : find(`${module.toLowerCase()}.mod`);
    if (source !== undefined) follow(source, directories, sources, modules);
    if (moduleFile !== undefined) modules.add(moduleFile);
  }
}

async function compilerFiles(fc: readonly string[], compiler: string, context: CContext): Promise<string[]> {
  const { stdout } = await runProcess({
    file: compiler,
    args: [...fc.slice(1), '-print-prog-name=f951'],
    cwd: context.cwd,
    env: compilerEnvironment(context.env, context.cwd),
  });
  const behind = stdout.trim();
  return [compiler, ...(isAbsolute(behind) && isFile(behind) ? [behind] : [])];
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    return ''; // The compiler itself reports a source that cannot be read.
  }
}
