import { resolve } from 'node:path';

/** The -I directories among flags, absolute. */
export function includeDirectories(flags: readonly string[], cwd: string): string[] {
  return flags.flatMap((flag, index) => {
    if (!flag.startsWith('-I')) return [];
    const directory = flag.slice(2) || flags[index + 1];
    return directory === undefined ? [] : [resolve(cwd, directory)];
  });
}
