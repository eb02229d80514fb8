import { sha256, type FileDigests } from '../../support';
import { splitQuoted, type BuildFlags, type Env } from '../../toolchain';
import { findFile, findProgram } from '../c-inputs/compiler/find-program';
import { soundness, type Component } from './component';
import type { SettingSources } from './setting-source';

export interface ToolexecContext {
  readonly cwd: string;
  readonly env: Env;
  readonly digests: FileDigests;
  readonly sources: SettingSources;
  /** The system's, unless another one is to be asked about. */
  readonly platform?: NodeJS.Platform;
}

/**
 * The program of `-toolexec` with its arguments and the content of every word that is a file. Go's key has only what the
 * wrapped tool prints for -V=full, so a wrapper that changes code and passes the version through is invisible to it.
 */
export function toolexecComponent(flags: BuildFlags, context: ToolexecContext): Component {
  const source = context.sources.ofFlag('toolexec');
  if (flags.toolexec === undefined || flags.toolexec === '') return soundness('toolexec', '', source);
  const words = splitQuoted(flags.toolexec);
  const contents = words.map((word, index) => {
    const file = index === 0 ? programOf(word, context) : fileOf(word, context);
    return file === undefined ? word : context.digests.digest(file);
  });
  return soundness(
    'toolexec',
    `${words[0] ?? ''} ${sha256(...words.slice(1), ...contents).slice(0, 32)}`,
    source,
  );
}

/** What is started; a file that cannot be is Go's to refuse. */
function programOf(word: string, { env, cwd, platform }: ToolexecContext): string | undefined {
  return findProgram(word, env, cwd, platform) ?? findFile(word, env, cwd, platform);
}

/** An argument may be a plain file, or a program that the wrapper starts. */
function fileOf(word: string, { env, cwd, platform }: ToolexecContext): string | undefined {
  return findFile(word, env, cwd, platform) ?? findProgram(word, env, cwd, platform);
}
