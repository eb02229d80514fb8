import { glob, parseJson, writeJson, type Tree } from '@nx/devkit';
import type { Place } from './place-code';

export interface DescribeRequest {
  readonly name: string | undefined;
  readonly tags: readonly string[];
  readonly type: 'application' | 'library';
}

/**
 * Makes a project of generated code, and returns the name by which Nx finds it. A module is a project by itself; a project.json
 * is written where there is more to say: a name, tags, or that a package of a module is a project.
 */
export function describeProject(tree: Tree, place: Place, { name, tags, type }: DescribeRequest): string {
  const { directory, module } = place;
  const file = `${directory}/project.json`;
  if (tree.exists(file)) return nameIn(tree, file) ?? directory;
  const short = name ?? freeName(tree, directory);
  if (name === undefined && tags.length === 0 && (module === undefined || module.directory === directory))
    return short;
  writeJson(tree, file, {
    name: short,
    $schema: `${'../'.repeat(directory.split('/').length)}node_modules/nx/schemas/project-schema.json`,
    projectType: type,
    ...(tags.length > 0 && { tags }),
  });
  return short;
}

/** The last name of a directory, or as many more as no other project has. */
function freeName(tree: Tree, directory: string): string {
  const files = glob(tree, ['**/project.json', '**/package.json']);
  const taken = new Set(files.flatMap((file) => nameIn(tree, file) ?? []));
  const names = directory.split('/');
  const candidates = names.map((_, index) => names.slice(names.length - 1 - index).join('-'));
  return candidates.find((one) => !taken.has(one)) ?? directory;
}

function nameIn(tree: Tree, file: string): string | undefined {
  try {
    const { name } = parseJson<{ name?: unknown }>(tree.read(file, 'utf8') ?? '');
    return typeof name === 'string' ? name : undefined;
  } catch {
    // Nx says what is wrong with it.
    return undefined;
  }
}
