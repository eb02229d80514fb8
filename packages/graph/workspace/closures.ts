import { ALWAYS, NEVER, type Condition, type Conditions } from '../conditions/conditions';
import type { ImportEdge, PackageNode } from './import-graph';
import { IndexSet } from './index-set';

/** What a package's build reads: packages by index that every build reads, and those that some builds read. */
interface Reach {
  readonly always: IndexSet;
  /** None of `always`. */
  readonly sometimes: Map<number, Condition>;
}

/**
 * The packages that builds read, for all builds at once. A package counts only if there is one build that has every import on
 * the way to it.
 */
export class Closures {
  private readonly reaches: Reach[];

  constructor(
    private readonly nodes: readonly PackageNode[],
    private readonly conditions: Conditions,
  ) {
    this.reaches = nodes.map(({ index }) => {
      const always = new IndexSet(nodes.length);
      always.add(index);
      return { always, sometimes: new Map() };
    });
    const { order, hasCycle } = importsFirst(nodes);
    // Import cycles are no valid Go; their packages take as many rounds as it needs until nothing is added.
    for (let isChanged = true; isChanged;) {
      isChanged = false;
      for (const node of order) isChanged = this.extend(node) || isChanged;
      if (!hasCycle) break;
    }
  }

  /** Indexes of the packages that some build of a package reads, itself included. */
  addBuildOf(node: PackageNode, into: IndexSet): void {
    const { always, sometimes } = this.reachOf(node);
    into.addAll(always);
    for (const index of sometimes.keys()) into.add(index);
  }

  /** Indexes of the packages that some build of its tests reads, itself included. */
  addTestsOf(node: PackageNode, into: IndexSet): void {
    this.addBuildOf(node, into);
    for (const { to, when } of node.testImports) {
      if (to.kind !== 'package') continue;
      const { always, sometimes } = this.reachOf(to.node);
      into.addAll(always);
      for (const [index, condition] of sometimes) {
        if (this.conditions.and(condition, when) !== NEVER) into.add(index);
      }
    }
  }

  private extend(node: PackageNode): boolean {
    const reach = this.reachOf(node);
    let isChanged = false;
    for (const edge of node.imports) isChanged = this.addImport(reach, edge) || isChanged;
    return isChanged;
  }

  private addImport({ always, sometimes }: Reach, { to, when }: ImportEdge): boolean {
    if (to.kind !== 'package') return false;
    const target = this.reachOf(to.node);
    let isChanged = false;
    if (when === ALWAYS) {
      isChanged = always.addAll(target.always);
      if (isChanged) for (const index of sometimes.keys()) if (always.has(index)) sometimes.delete(index);
    }
    const add = (index: number, condition: Condition): void => {
      if (condition === NEVER || always.has(index)) return;
      const before = sometimes.get(index) ?? NEVER;
      const after = this.conditions.or(before, condition);
      if (after === before) return;
      isChanged = true;
      if (after === ALWAYS) {
        always.add(index);
        sometimes.delete(index);
      } else sometimes.set(index, after);
    };
    if (when !== ALWAYS) for (const index of target.always.values()) add(index, when);
    for (const [index, condition] of target.sometimes) add(index, this.conditions.and(condition, when));
    return isChanged;
  }

  private reachOf({ index }: PackageNode): Reach {
    const reach = this.reaches[index];
    if (reach === undefined) throw new Error(`There is no package ${index} among ${this.nodes.length}.`);
    return reach;
  }
}

/** Packages after those that they import, as far as that is possible. */
function importsFirst(nodes: readonly PackageNode[]): { order: PackageNode[]; hasCycle: boolean } {
  const order: PackageNode[] = [];
  const states = new Uint8Array(nodes.length);
  const [OPEN, DONE] = [1, 2];
  let hasCycle = false;
  for (const start of nodes) {
    if (states[start.index] !== 0) continue;
    states[start.index] = OPEN;
    // A stack of its own: chains of imports can be deeper than JavaScript's.
    const stack = [{ node: start, next: 0 }];
    for (let top = stack.at(-1); top !== undefined; top = stack.at(-1)) {
      const edge = top.node.imports[top.next++];
      if (edge === undefined) {
        states[top.node.index] = DONE;
        order.push(top.node);
        stack.pop();
      } else if (edge.to.kind === 'package') {
        const { node } = edge.to;
        const state = states[node.index];
        if (state === OPEN) hasCycle = true;
        if (state !== 0) continue;
        states[node.index] = OPEN;
        stack.push({ node, next: 0 });
      }
    }
  }
  return { order, hasCycle };
}
