import { delimiter, join, resolve } from 'node:path';
import { askCompiler } from '../compiler/ask-compiler';
import { archFlags } from '../compiler/compiler-command';
import { parseSearchDirectories } from '../compiler/search-directories';
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
  const driver = await askCompiler([...command, '-print-search-dirs'], context);
  // The driver's own list lacks what is built into the linker, such as /usr/local/lib. Nothing can be linked from
  // nothing; what counts is the script that is shown before that fails.
  const nothing = ['-nostdlib', '-Wl,--verbose', '-o', join(workDir, 'search')];
  const linker = await askCompiler([...command, ...nothing], context);
  const sysroot = command.find((flag) => flag.startsWith('--sysroot='))?.slice('--sysroot='.length) ?? '';
  const all = [
    ...(context.env.LIBRARY_PATH ?? '').split(delimiter),
    ...parseSearchDirectories(driver.stdout).libraries,
    ...parseLinkerScript(linker.stdout).directories.map((directory) => directory.replace(/^=/, sysroot)),
    ...(context.goEnv.GOOS === 'darwin' ? ['/usr/lib', '/usr/local/lib'] : []),
  ];
  return [
    ...new Set(
      all.filter((directory) => directory !== '').map((directory) => resolve(context.cwd, directory)),
    ),
  ];
}
