import type { PackageNode } from '../workspace/import-graph';
import { pathBelow } from '../workspace/workspace-path';
import { packageTest, splitPatterns, type PatternScope } from './package-pattern';

/**
 * The packages of main modules that a target's patterns name in a project's directory; a pattern that begins with `!` takes
 * packages away.
 */
export function matchPackages(
  patterns: readonly string[],
  projectRoot: string,
  nodes: readonly PackageNode[],
): PackageNode[] {
  const groups = new Set(nodes.map(({ group }) => group));
  const modules = [...groups].flatMap((group) => group.modules.map(({ directory }) => directory));
  const scope: PatternScope = { directory: projectRoot, modules: new Set(modules) };
  const { taken, without } = splitPatterns(patterns, ['./...']);
  const takes = taken.map((pattern) => packageTest(pattern, scope));
  const leaves = without.map((pattern) => packageTest(pattern, scope));
  return nodes.filter((node) => {
    const importPath = importPathOf(node);
    if (importPath === undefined) return false;
    const place = { directory: node.content.directory, importPath };
    return takes.some((test) => test(place)) && !leaves.some((test) => test(place));
  });
}

/** The import path of a main module's package. */
export function importPathOf({ module, content }: PackageNode): string | undefined {
  if (module === undefined) return undefined;
  const inside = pathBelow(content.directory, module.directory);
  return inside === '' ? module.path : `${module.path}/${inside}`;
}
