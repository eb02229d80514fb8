import { mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

/** Contents by path, with forward slashes. */
export type Files = Readonly<Record<string, string | Uint8Array>>;

const made: string[] = [];

afterAll(() => {
  for (const directory of made.splice(0)) rmSync(directory, { recursive: true, force: true, maxRetries: 3 });
});

/** A fresh directory with these files (paths with forward slashes), removed after the tests of the importing spec. */
export function makeDirectory(files: Files = {}): string {
  const directory = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-test-')));
  made.push(directory);
  writeFiles(directory, files);
  return directory;
}

/** Writes files, and the directories they need, below a directory. */
export function writeFiles(directory: string, files: Files): void {
  for (const [path, content] of Object.entries(files)) {
    const file = join(directory, ...path.split('/'));
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
  }
}
