import type { ObservedClosure, ObservedGraph } from './observed-graph';

/** What a graph lacks and what it has too much, a line each; none when it equals the truth. */
export function differences(ours: ObservedGraph, truth: ObservedGraph): string[] {
  return [
    ...compare('edge', ours.edges.map(edgeText), truth.edges.map(edgeText)),
    ...compare('package', [...ours.closures.keys()], [...truth.closures.keys()]),
    ...[...truth.closures].flatMap(([directory, closure]) => {
      const found = ours.closures.get(directory);
      return found === undefined ? [] : compareClosures(directory, found, closure);
    }),
    ...compare('external', ours.external.map(externalText), truth.external.map(externalText)),
  ];
}

function compareClosures(directory: string, ours: ObservedClosure, truth: ObservedClosure): string[] {
  return [
    ...compare(`build closure of ${directory}:`, ours.build, truth.build),
    ...compare(`test closure of ${directory}:`, ours.test, truth.test),
  ];
}

function compare(what: string, ours: readonly string[], truth: readonly string[]): string[] {
  const [have, want] = [new Set(ours), new Set(truth)];
  return [
    ...[...want]
      .filter((item) => !have.has(item))
      .sort()
      .map((item) => `missing ${what} ${item}`),
    ...[...have]
      .filter((item) => !want.has(item))
      .sort()
      .map((item) => `false ${what} ${item}`),
  ];
}

function edgeText({ from, to, kind }: ObservedGraph['edges'][number]): string {
  return `${from} -> ${to} (${kind})`;
}

function externalText({ from, module }: ObservedGraph['external'][number]): string {
  return `${from} -> ${module}`;
}
