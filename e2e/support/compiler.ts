import { spawnSync } from 'node:child_process';

/** Why this machine cannot compile C; undefined when it can. */
export function whyNoCompiler(): string | undefined {
  const result = spawnSync('cc', ['--version'], { encoding: 'utf8' });
  if (result.status === 0) return undefined;
  return `cc --version: ${result.error?.message ?? result.stderr.trim()}`;
}
