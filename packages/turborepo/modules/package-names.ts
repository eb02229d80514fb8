import { groupBy } from '../../support';
import type { TurboGoModule } from './go-modules';

/**
 * Names of modules as packages of Turborepo, by directory: the last part of the module path, as Turborepo's own support for Go
 * names them, with a major version behind it. Where that is no name, or another package has it, the directory.
 *
 * @param given names in package.json files that people wrote, by directory
 */
export function namePackages(
  modules: readonly Pick<TurboGoModule, 'directory' | 'path'>[],
  given: ReadonlyMap<string, string>,
): Map<string, string> {
  const unnamed = modules.filter(({ directory }) => !given.has(directory));
  const taken = new Set(given.values());
  const wanted = groupBy(unnamed, ({ path }) => shortName(path));
  const names = new Map(given);
  for (const [name, own] of wanted) {
    const [first, ...others] = own;
    if (first === undefined) continue;
    if (name !== '' && others.length === 0 && !taken.has(name)) names.set(first.directory, name);
    else for (const { directory } of own) names.set(directory, ofDirectory(directory));
  }
  return names;
}

function shortName(path: string): string {
  const parts = path.split('/');
  const last = parts.at(-1) ?? '';
  const name = /^v\d+$/.test(last) && parts.length > 1 ? `${parts.at(-2) ?? ''}-${last}` : last;
  return /^[a-z0-9][a-z0-9._-]*$/.test(name) ? name : '';
}

/** A name that npm takes. */
function ofDirectory(directory: string): string {
  const name = directory.toLowerCase().replaceAll(/[^a-z0-9._-]+/g, '-');
  return name.replace(/^[._-]+/, '') || 'go-module';
}
