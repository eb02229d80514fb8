import { chmodSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** Files by path from the root: text as it is, an object as JSON, `null` for a file that must not be there. */
export type Files = Readonly<Record<string, string | object | null>>;

/** Writes files below a directory; what begins with `#!` can be executed. */
export function writeFiles(root: string, files: Files): void {
  for (const [name, content] of Object.entries(files)) {
    const path = join(root, name);
    if (content === null) {
      rmSync(path, { force: true });
      continue;
    }
    const text = typeof content === 'string' ? content : JSON.stringify(content, null, 2);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
    if (text.startsWith('#!')) chmodSync(path, 0o755);
  }
}
