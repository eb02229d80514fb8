import { delimiter, join, resolve } from 'node:path';
import { readdirSync } from 'node:fs';
import { GoshawkError, readVariable } from '../../../support';
import type { CContext, CgoPackage } from '../types';
import { fromBytes, runForBytes } from './run-for-bytes';
import { splitPkgConfigOutput } from './split-output';

/** What pkg-config answers for a package, and what the answer depends on. */
export interface PkgConfigAnswer {
  readonly cflags: readonly string[];
  readonly libs: readonly string[];
  /** Directories in which it looks, in order. */
  readonly directories: readonly string[];
  /** Every .pc file in them: any may be required by another, or provide it. */
  readonly files: readonly string[];
  /** Why there is no answer, if so. */
  readonly failure?: string | undefined;
}

/** Asks pkg-config as the go command does (cmd/go/internal/work/exec.go: getPkgConfigFlags); no package, no process. */
export async function runPkgConfig(
  pkg: CgoPackage,
  program: string,
  context: CContext,
): Promise<PkgConfigAnswer> {
  const flags = pkg.pkgConfig.filter((word) => word.startsWith('--') && word !== '--');
  const names = pkg.pkgConfig.filter((word) => !word.startsWith('--'));
  if (names.length === 0) return { cflags: [], libs: [], directories: [], files: [] };
  const direct = names.filter((name) => name.endsWith('.pc')).map((name) => resolve(pkg.dir, name));
  const ask = (args: string[]) => run(program, args, pkg.dir, context);
  let directories: string[] = [];
  try {
    directories = await searchDirectories(ask, pkg.dir, context);
    const cflags = split(await ask(['--cflags', ...flags, '--', ...names]));
    const libs = split(await ask(['--libs', ...flags, '--', ...names]));
    return { cflags, libs, directories, files: [...direct, ...filesIn(directories)] };
  } catch (error) {
    if (!(error instanceof GoshawkError)) throw error;
    return {
      cflags: [],
      libs: [],
      directories,
      files: [...direct, ...filesIn(directories)],
      failure: error.message,
    };
  }
}

function split(output: string): string[] {
  return splitPkgConfigOutput(output.trim()).map(fromBytes);
}

type Ask = (args: string[]) => Promise<string>;

/** PKG_CONFIG_PATH, then PKG_CONFIG_LIBDIR or what was built into the program. */
async function searchDirectories(ask: Ask, cwd: string, { env }: CContext): Promise<string[]> {
  const builtIn =
    readVariable(env, 'PKG_CONFIG_LIBDIR') ??
    fromBytes(await ask(['--variable', 'pc_path', 'pkg-config'])).trim();
  const listed = [readVariable(env, 'PKG_CONFIG_PATH') ?? '', builtIn].flatMap((list) =>
    list.split(delimiter),
  );
  return [...new Set(listed.filter((dir) => dir !== '').map((dir) => resolve(cwd, dir)))];
}

function filesIn(directories: readonly string[]): string[] {
  return directories.flatMap((directory) =>
    readNames(directory)
      .filter((name) => name.endsWith('.pc'))
      .map((name) => join(directory, name)),
  );
}

function readNames(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return []; // Missing or unreadable: nothing of it is read by pkg-config either; its state is watched.
  }
}

async function run(program: string, args: string[], cwd: string, { env }: CContext): Promise<string> {
  const { exitCode, stdout, stderr } = await runForBytes({
    file: program,
    args,
    cwd,
    env: { ...env, PWD: cwd },
  });
  if (exitCode === 0) return stdout;
  throw new GoshawkError({
    code: 'pkg-config-failed',
    message: `${program} ${args.join(' ')} failed: ${stderr.trim().split('\n')[0] ?? ''}`,
    next: 'Install what it names, or point PKG_CONFIG_PATH at it.',
  });
}
