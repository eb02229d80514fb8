import { GoshawkError } from '../../../support';
import { runProcess } from '../../../toolchain';
import type { CContext } from '../types';
import { compilerEnvironment } from './compiler-environment';

export interface CompilerAnswer {
  readonly stdout: string;
  readonly stderr: string;
}

/** What a compiler prints. One that does not start prints nothing: the build shows why. */
export async function askCompiler(
  command: readonly string[],
  { env, cwd }: CContext,
): Promise<CompilerAnswer> {
  const [file = '', ...args] = command;
  try {
    return await runProcess({ file, args, cwd, env: compilerEnvironment(env, cwd) });
  } catch (error) {
    if (error instanceof GoshawkError) return { stdout: '', stderr: '' };
    throw error;
  }
}
