import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { scanGoFile, splitDirectives, type GenerateCommand } from '../../graph';
import type { PreparedTask } from '../go-task';
import { packagesOf } from '../select-packages';

/** A `//go:generate` line of a package. */
export interface Directive {
  /** As written, without `//go:generate`. */
  readonly line: string;
  /** Absolute directory of its file, in which it runs. */
  readonly directory: string;
}

/** All directives of a task's packages, of whatever platform, and the commands that they come to. */
export function readDirectives(task: PreparedTask<unknown>): {
  readonly directives: readonly Directive[];
  readonly commands: readonly (GenerateCommand & { readonly directory: string })[];
} {
  const files = packagesOf(task).flatMap(({ dir }) =>
    readdirSync(dir)
      .filter((name) => /^[^_.].*\.go$/.test(name))
      .flatMap((name) => {
        const { generates = [], packageName } = scanGoFile(readIfThere(join(dir, name)));
        return generates.length === 0 ? [] : [{ dir, name, generates, packageName }];
      }),
  );
  return {
    directives: files.flatMap(({ dir, generates }) => generates.map((line) => ({ line, directory: dir }))),
    commands: files.flatMap(({ dir, name, generates, packageName }) =>
      splitDirectives(generates, { file: name, packageName }).map((command) => ({
        ...command,
        directory: dir,
      })),
    ),
  };
}

function readIfThere(file: string): string {
  try {
    return readFileSync(file, 'latin1');
  } catch {
    // A directory of that name, or a link to nothing: the go command says so.
    return '';
  }
}
