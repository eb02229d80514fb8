import type { TurboGoModule } from '../modules/go-modules';

/** Directories of modules that builds of a module import, and of those that only its tests do. */
export interface ModuleDependencies {
  readonly build: readonly string[];
  readonly test: readonly string[];
}

/**
 * What modules import of one another. Go's modules may import one another in a circle, which packages of Turborepo may not: no
 * dependency is within a circle. Tasks do not follow these dependencies; filters do.
 */
export function moduleDependencies(modules: readonly TurboGoModule[]): Map<string, ModuleDependencies> {
  const direct = new Map(modules.map((module) => [module.directory, importsOf(module)]));
  const circles = circlesOf(new Map([...direct].map(([one, { build, test }]) => [one, [...build, ...test]])));
  const outside = (from: string, to: readonly string[]) =>
    to.filter((one) => circles.get(one) !== circles.get(from));
  return new Map(
    [...direct].map(([directory, { build, test }]) => [
      directory,
      { build: outside(directory, build), test: outside(directory, test) },
    ]),
  );
}

function importsOf({ directory, packages }: TurboGoModule): ModuleDependencies {
  const of = (which: 'build' | 'test') =>
    new Set(packages.flatMap((one) => one[which].imports.map(({ module }) => module)));
  const build = of('build');
  build.delete(directory);
  const test = [...of('test')].filter((one) => one !== directory && !build.has(one));
  return { build: [...build].sort(), test: test.sort() };
}

/** Numbers the strongly connected parts of a graph (Tarjan), without recursion: chains of modules can be long. */
function circlesOf(edges: ReadonlyMap<string, readonly string[]>): Map<string, number> {
  const order = new Map<string, number>();
  const lowest = new Map<string, number>();
  const part = new Map<string, number>();
  const open: string[] = [];
  for (const start of edges.keys()) {
    if (order.has(start)) continue;
    const stack = [{ node: start, next: 0 }];
    enter(start);
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const to = edges.get(top.node)?.[top.next++];
      if (to === undefined) {
        stack.pop();
        leave(top.node);
        const above = stack.at(-1);
        if (above !== undefined) lower(above.node, lowest.get(top.node) ?? 0);
      } else if (!edges.has(to)) continue;
      else if (!order.has(to)) {
        enter(to);
        stack.push({ node: to, next: 0 });
      } else if (!part.has(to)) lower(top.node, order.get(to) ?? 0);
    }
  }
  return part;

  function enter(node: string): void {
    lowest.set(node, order.size);
    order.set(node, order.size);
    open.push(node);
  }

  function lower(node: string, to: number): void {
    lowest.set(node, Math.min(lowest.get(node) ?? to, to));
  }

  function leave(node: string): void {
    if (lowest.get(node) !== order.get(node)) return;
    for (let one = open.pop(); one !== undefined; one = open.pop()) {
      part.set(one, order.get(node) ?? 0);
      if (one === node) return;
    }
  }
}
