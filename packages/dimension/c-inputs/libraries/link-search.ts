import { delimiter, join, resolve } from 'node:path';
import { GoshawkError } from '../../../support';
import { runProcess } from '../../../toolchain';
import { archFlags } from '../compiler/compiler-command';
import { compilerEnvironment } from '../compiler/compiler-environment';
import type { CContext } from '../types';
import { parseLinkerScript } from './linker-script';

/** Directories in which the linker looks after those of -L, as the driver and the linker themselves say. */
export type LinkSearch = (
  compiler: readonly string[],
  linkerFlags: readonly string[],
) => Promise<readonly string[]>;

/** Asks once per compiler and set of flags that can move the search. */
export function createLinkSearch(context: CContext, workDir: string): LinkSearch {
  const answers = new Map<string, Promise<readonly string[]>>();
  return (compiler, linkerFlags) => {
    const command = [...compiler, ...archFlags(context.goEnv), ...linkerFlags.filter(movesSearch)];
    const key = JSON.stringify(command);
    const answer = answers.get(key) ?? askForDirectories(command, context, workDir);
    answers.set(key, answer);
    return answer;
  };
}

function movesSearch(flag: string): boolean {
  return /^(?:-B|-m|--sysroot|-isysroot|-fuse-ld|-specs|--specs|--target|-target|-static)/.test(flag);
}

async function askForDirectories(
  command: readonly string[],
  context: CContext,
  workDir: string,
): Promise<string[]> {
  const driver = await ask([...command, '-print-search-dirs'], context, workDir);
  // The driver's own list lacks what is built into the linker, such as /usr/local/lib. Nothing can be linked from
  // nothing; what counts is the script that is shown before that fails.
  const linker = await ask(
    [...command, '-nostdlib', '-Wl,--verbose', '-o', join(workDir, 'search')],
    context,
    workDir,
  );
  const ofDriver = /^libraries: =?(.*)$/m.exec(driver)?.[1]?.split(delimiter) ?? [];
  const sysroot = command.find((flag) => flag.startsWith('--sysroot='))?.slice('--sysroot='.length) ?? '';
  const ofLinker = parseLinkerScript(linker).directories.map((directory) => directory.replace(/^=/, sysroot));
  const ofSystem = context.goEnv.GOOS === 'darwin' ? ['/usr/lib', '/usr/local/lib'] : [];
  const all = [...ofVariable(context), ...ofDriver, ...ofLinker, ...ofSystem];
  return [
    ...new Set(
      all.filter((directory) => directory !== '').map((directory) => resolve(context.cwd, directory)),
    ),
  ];
}

function ofVariable({ env }: CContext): string[] {
  return (env.LIBRARY_PATH ?? '').split(delimiter);
}

async function ask(command: readonly string[], context: CContext, workDir: string): Promise<string> {
  const [file = '', ...args] = command;
  try {
    const env = compilerEnvironment(context.env, workDir);
    const { stdout } = await runProcess({ file, args, cwd: workDir, env });
    return stdout;
  } catch (error) {
    if (error instanceof GoshawkError) return ''; // No compiler: the preprocessor's failure says so already.
    throw error;
  }
}
