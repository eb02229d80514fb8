import { resolve } from 'node:path';
import { readUserOverlay } from '../dimension';
import { splitQuoted } from '../toolchain';
import type { PreparedTask } from './go-task';

/** Flags whose value is a file that the go command reads, or starts: those of vet as well. */
const FILE_FLAG = /^--?(modfile|overlay|pgo|vettool)(?:=(.*))?$/s;

/**
 * The contents of files that flags name, in GOFLAGS or among the task's own, as `flag=digest`; of an overlay also those of the
 * files in it. Flags that others override count, too.
 *
 * @throws GoshawkError 'overlay-unreadable'
 */
export function digestNamedFiles({ dimension, cwd, flags }: PreparedTask<unknown>): string[] {
  const { digests, goEnv } = dimension;
  const digestsOf = (name: string, file: string): string[] =>
    filesOf(name, file, cwd).map((path) => `${name}=${digests.digest(path)}`);
  return [...splitQuoted(goEnv.GOFLAGS), ...flags].flatMap((word, index, words) => {
    const [, name = '', value = words[index + 1] ?? ''] = FILE_FLAG.exec(word) ?? [];
    return name === '' || value === '' ? [] : digestsOf(name, resolve(cwd, value));
  });
}

function filesOf(name: string, file: string, cwd: string): string[] {
  switch (name) {
    case 'overlay':
      return [file, ...Object.values(readUserOverlay(file, cwd)).filter((path) => path !== '')];
    case 'modfile':
      // cmd/go/internal/modload/init.go: the sums beside a -modfile.
      return [file, file.replace(/\.mod$/, '.sum')];
    default:
      // `auto` and `off` of -pgo are no files. What auto finds lies beside the sources.
      return [file];
  }
}
