import { isAbsolute, join, resolve } from 'node:path';
import { existsSync } from 'node:fs';
import { sha256, type FileDigests } from '../../support';
import { splitQuoted, type BuildFlags, type Env } from '../../toolchain';
import { soundness, type Component } from './component';
import type { SettingSources } from './setting-source';

/**
 * The program of `-toolexec` with its arguments and the content of every word that is a file. Go's key has only what the
 * wrapped tool prints for -V=full, so a wrapper that changes code and passes the version through is invisible to it.
 */
export function toolexecComponent(
  flags: BuildFlags,
  context: { cwd: string; env: Env; digests: FileDigests; sources: SettingSources },
): Component {
  const source = context.sources.ofFlag('toolexec');
  if (flags.toolexec === undefined || flags.toolexec === '') return soundness('toolexec', '', source);
  const words = splitQuoted(flags.toolexec);
  const contents = words.map((word) => {
    const file = findProgram(word, context.cwd, context.env);
    return file === undefined ? word : context.digests.digest(file);
  });
  return soundness(
    'toolexec',
    `${words[0] ?? ''} ${sha256(...words.slice(1), ...contents).slice(0, 32)}`,
    source,
  );
}

function findProgram(word: string, cwd: string, env: Env): string | undefined {
  if (isAbsolute(word) || /[\\/]/.test(word)) {
    const file = resolve(cwd, word);
    return existsSync(file) ? file : undefined;
  }
  const directories = (env.PATH ?? '').split(process.platform === 'win32' ? ';' : ':');
  return directories.map((directory) => join(directory, word)).find((file) => existsSync(file));
}
