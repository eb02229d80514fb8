import { join } from 'node:path';

/** Where the template files of a generator are. This file, or what it is bundled into, lies beside `generators/`. */
export function templatesDirectory(generator: string, ...names: readonly string[]): string {
  return join(__dirname, 'generators', generator, 'files', ...names);
}
