import { closeSync, openSync, readSync } from 'node:fs';
import { GoshawkError, mapParallel } from '../../../support';
import { runProcess } from '../../../toolchain';
import { compilerEnvironment } from '../compiler/compiler-environment';
import type { CContext } from '../types';

const PARALLEL = 2;

/**
 * Shared libraries that programs load, on Linux: clang is a small program over libclang-cpp and libLLVM, as and ld
 * are over libbfd. The system's loader lists them instead of starting the program (ld.so(8), LD_TRACE_LOADED_OBJECTS).
 */
export async function sharedLibrariesOf(programs: readonly string[], context: CContext): Promise<string[]> {
  if (process.platform !== 'linux') return [];
  const elf = [...new Set(programs)].filter(isElf);
  return (await mapParallel(elf, PARALLEL, (program) => listLoaded(program, context))).flat();
}

async function listLoaded(file: string, { env, cwd }: CContext): Promise<string[]> {
  try {
    const { stdout } = await runProcess({
      file,
      // A program without a loader ignores the variable: then it must do nothing worse than tell its version.
      args: ['--version'],
      cwd,
      env: { ...compilerEnvironment(env, cwd), LD_TRACE_LOADED_OBJECTS: '1' },
    });
    return [...stdout.matchAll(/^\t(?:.* => )?(\/.*) \(0x[0-9a-f]+\)$/gm)].map(([, path]) => path ?? '');
  } catch (error) {
    if (error instanceof GoshawkError) return []; // Not for this machine: its own content is in the identity all the same.
    throw error;
  }
}

function isElf(path: string): boolean {
  const file = openSync(path, 'r');
  try {
    const head = Buffer.alloc(4);
    readSync(file, head, 0, 4, 0);
    return head.toString('latin1') === '\x7fELF';
  } finally {
    closeSync(file);
  }
}
