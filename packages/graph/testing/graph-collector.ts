import type { ObservedGraph } from './observed-graph';

/** A package as `go list -e -deps -test -json` prints it. */
export interface ListedPackage {
  readonly ImportPath: string;
  readonly Dir?: string;
  readonly Standard?: boolean;
  readonly ForTest?: string;
  readonly DepOnly?: boolean;
  readonly Module?: { readonly Path: string; readonly Main?: boolean };
  readonly Imports?: readonly string[];
  readonly TestImports?: readonly string[];
  readonly XTestImports?: readonly string[];
  readonly Deps?: readonly string[];
}

/** Unites what several go commands answered. */
export class GraphCollector {
  private readonly build = new Links();
  private readonly test = new Links();
  private readonly buildClosures = new Links();
  private readonly testClosures = new Links();
  private readonly external = new Links();

  /** @param inside the path of a directory inside the workspace, undefined for one outside */
  constructor(private readonly inside: (directory: string) => string | undefined) {}

  /** One answer: packages that were listed together. */
  add(packages: readonly ListedPackage[]): void {
    // A package that only a test reads, and that imports what is tested, is there for that test alone: `p/x [p.test]`.
    const byPath = packages.filter(isOnlyForTest).map((found) => [pathOf(found), found] as const);
    const byId = new Map([...byPath, ...packages.map((found) => [found.ImportPath, found] as const)]);
    for (const found of packages) this.addPackage(found, byId);
  }

  finish(): ObservedGraph {
    const tests = this.test.pairs().filter(([from, to]) => !this.build.has(from, to));
    return {
      edges: [
        ...this.build.pairs().map(([from, to]) => ({ from, to, kind: 'build' as const })),
        ...tests.map(([from, to]) => ({ from, to, kind: 'test' as const })),
      ],
      closures: new Map(
        this.buildClosures.keys().map((path) => {
          const build = this.buildClosures.of(path);
          return [path, { build, test: this.testClosures.of(path).filter((to) => !build.includes(to)) }];
        }),
      ),
      external: this.external.pairs().map(([from, module]) => ({ from, module })),
    };
  }

  private addPackage(found: ListedPackage, byId: ReadonlyMap<string, ListedPackage>): void {
    const path = this.insidePath(found);
    if (path === undefined) return;
    const isTestMain =
      found.ImportPath.endsWith('.test') && !found.DepOnly && byId.has(found.ImportPath.slice(0, -5));
    // What a test reads is told by its main program, `p.test`, which depends on all else that is made for it.
    if (isTestMain) return this.addClosure(path, this.testClosures, found, byId);
    if (found.ForTest !== undefined && !(isOnlyForTest(found) && byId.get(pathOf(found)) === found)) return;
    this.addImports(path, this.build, found.Imports, byId);
    if (found.DepOnly) return;
    const tests = [...(found.TestImports ?? []), ...(found.XTestImports ?? [])];
    this.addImports(path, this.test, tests, byId);
    this.buildClosures.add(path, path);
    this.addClosure(path, this.buildClosures, found, byId);
  }

  private addImports(
    path: string,
    links: Links,
    imports: readonly string[] = [],
    byId: ReadonlyMap<string, ListedPackage>,
  ): void {
    for (const id of imports) {
      const target = byId.get(id);
      const to = this.insidePath(target);
      // A package's external test imports the package itself.
      if (to !== undefined && to !== path) links.add(path, to);
      else if (to === undefined && target?.Dir && target.Module) this.external.add(path, target.Module.Path);
    }
  }

  private addClosure(
    path: string,
    closures: Links,
    { Deps = [] }: ListedPackage,
    byId: ReadonlyMap<string, ListedPackage>,
  ): void {
    for (const id of Deps) {
      const to = this.insidePath(byId.get(id));
      if (to !== undefined) closures.add(path, to);
    }
  }

  private insidePath(found: ListedPackage | undefined): string | undefined {
    if (found?.Dir === undefined || found.Dir === '' || found.Standard) return undefined;
    return this.inside(found.Dir);
  }
}

function pathOf({ ImportPath }: ListedPackage): string {
  return ImportPath.split(' ')[0] ?? '';
}

function isOnlyForTest(found: ListedPackage): boolean {
  const { ForTest } = found;
  return ForTest !== undefined && pathOf(found) !== ForTest && pathOf(found) !== `${ForTest}_test`;
}

/** Sets of strings by key. */
class Links {
  private readonly sets = new Map<string, Set<string>>();

  add(from: string, to: string): void {
    const known = this.sets.get(from);
    if (known === undefined) this.sets.set(from, new Set([to]));
    else known.add(to);
  }

  has(from: string, to: string): boolean {
    return this.sets.get(from)?.has(to) ?? false;
  }

  keys(): string[] {
    return [...this.sets.keys()].sort();
  }

  of(from: string): string[] {
    return [...(this.sets.get(from) ?? [])].sort();
  }

  pairs(): [from: string, to: string][] {
    return this.keys().flatMap((from) => this.of(from).map((to): [string, string] => [from, to]));
  }
}
