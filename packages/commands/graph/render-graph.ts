import { groupBy } from '../../support';
import { diagramOf, joinEdges } from './join-edges';
import type { GraphDocument } from './graph-document';

/** For people: each project or package, and beneath it what it imports. */
export function renderText(document: GraphDocument): string {
  const { projects, externalModules, faults, level } = document;
  const edges = joinEdges(document);
  const versions = new Map(externalModules.map(({ name, version }) => [name, version]));
  const roots = new Map(
    level === 'packages'
      ? projects.flatMap(({ packages }) => packages.map(({ path, directory }) => [path, directory] as const))
      : projects.map(({ name, root }) => [name, root] as const),
  );
  const bySource = groupBy(edges, ({ source }) => source);
  const lines = diagramOf(document).nodes.flatMap((name) => {
    const place = roots.get(name);
    const imports = (bySource.get(name) ?? []).map(({ target, to, kind }) => {
      const version = to === 'module' ? ` ${versions.get(target) ?? ''}` : '';
      return `  ${kind === 'build' ? 'build' : 'test '}  ${target}${version}`;
    });
    return [place === undefined || place === name ? name : `${name} (${place})`, ...imports];
  });
  const used = new Set(edges.map(({ target }) => target));
  const others = externalModules.filter(({ name }) => !used.has(name));
  return [
    ...(lines.length > 0 ? lines : ['There is no Go module here.']),
    ...(others.length > 0 ? ['', 'In build lists only:'] : []),
    ...others.map(({ name, version }) => `  ${name} ${version}`),
    ...(faults.length > 0 ? ['', 'Not known because of:'] : []),
    ...faults.map(({ file, line, message }) => `  ${file}:${line}: ${message}`),
    '',
  ].join('\n');
}

/** For Graphviz (https://graphviz.org/doc/info/lang.html). */
export function renderDot(document: GraphDocument): string {
  const { nodes, edges } = diagramOf(document);
  return [
    'digraph goshawk {',
    '  rankdir=LR;',
    '  node [shape=box];',
    ...nodes.map((name) => `  ${quoteDot(name)};`),
    ...edges.map(({ source, target, kind }) => {
      const style = kind === 'test' ? ' [style=dashed]' : '';
      return `  ${quoteDot(source)} -> ${quoteDot(target)}${style};`;
    }),
    '}',
    '',
  ].join('\n');
}

/** A backslash would begin an escape of labels, which names of nodes are as well. */
function quoteDot(name: string): string {
  return `"${name.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;
}

/** For Mermaid (https://mermaid.js.org/syntax/flowchart.html). */
export function renderMermaid(document: GraphDocument): string {
  const { nodes, edges } = diagramOf(document);
  const ids = new Map(nodes.map((name, index) => [name, `n${index}`]));
  return [
    'flowchart LR',
    ...nodes.map((name) => `  ${ids.get(name) ?? ''}["${quoteMermaid(name)}"]`),
    ...edges.map(({ source, target, kind }) => {
      const arrow = kind === 'test' ? '-.->' : '-->';
      return `  ${ids.get(source) ?? ''} ${arrow} ${ids.get(target) ?? ''}`;
    }),
    '',
  ].join('\n');
}

/** Entities are numbers of characters; what is no letter of a path could be read as Markdown or as an entity. */
function quoteMermaid(name: string): string {
  return name.replaceAll(/[^\p{L}\p{N} ./@~^+=,:-]/gu, (character) =>
    character === '_' ? character : `#${character.codePointAt(0) ?? 0};`,
  );
}
