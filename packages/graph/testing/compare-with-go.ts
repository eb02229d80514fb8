import { goEnvironment } from '../../toolchain/testing/go-environment';
import type { Env } from '../../support';
import { differences } from './compare-graphs';
import { observe, type Observation } from './go-list-oracle';
import { computeGraphOf, observeGraph } from './observe-graph';

export interface Comparison {
  /** What the computed graph lacks and has too much; none of modules that the go command would not list. */
  readonly differences: readonly string[];
  /** What the go command says. */
  readonly truth: Observation;
}

/**
 * Compares the graph that is computed for a workspace with what `go list` says of it.
 *
 * @param env beside what the go command finds by itself
 */
export async function compareWithGo(root: string, env: Env = {}): Promise<Comparison> {
  const truth = await observe(root, { env });
  const failed = truth.failures.flatMap(({ modules }) => modules);
  const isFailed = (directory: string) =>
    failed.some((module) => directory === module || directory.startsWith(`${module}/`));
  const ours = observeGraph(computeGraphOf(root, goEnvironment(env)), isFailed);
  const told = { ...truth, edges: truth.edges.filter(({ from }) => !isFailed(from)) };
  return { differences: differences(ours, told), truth };
}
