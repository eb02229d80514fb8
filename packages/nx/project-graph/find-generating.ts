import { posix } from 'node:path';
import {
  joinPath,
  outputsOfCommand,
  pathBelow,
  isAtOrBeneath,
  splitDirectives,
  type Disk,
  type GenerateCommand,
  type GoGraph,
  type GoProject,
  type PackageNode,
  type Producer,
} from '../../graph';
import { literalPattern } from './filesets';
import type { GivenTarget } from './infer-targets';

/** What `go generate` does in a project, as far as its directives tell. */
export interface Generating {
  /** Files that it makes, relative to the workspace root, sorted. */
  readonly outputs: readonly string[];
  /** Whether these are all. */
  readonly isComplete: boolean;
  /** Filesets of what directives name outside the project. */
  readonly inputs: readonly string[];
  /** Packages that directives run. */
  readonly programs: readonly PackageNode[];
}

/** What `go generate` does in each project that has directives, by root. */
export function findGenerating(graph: GoGraph, disk: Disk): ReadonlyMap<string, Generating> {
  const byDirectory = new Map(graph.nodes.map((node) => [node.content.directory, node]));
  return new Map(
    graph.projects.flatMap((project) => {
      const commands = project.packages.flatMap((node) => commandsOf(node, graph));
      if (commands.length === 0 || project.kind === 'around') return [];
      const made = commands.map(({ directory, command }) =>
        outputsOfCommand(command)?.map((path) => joinPath(directory, path)),
      );
      const outputs = made.flatMap((paths) => paths ?? []).filter((path) => !path.startsWith('..'));
      const named = commands.flatMap(({ directory, command }) => namedPaths(command, directory));
      const generating: Generating = {
        outputs: [...new Set(outputs)].sort(),
        isComplete: made.every(
          (paths) => paths?.every((path) => !joinPath('.', path).startsWith('..')) === true,
        ),
        inputs: [...new Set(named.flatMap((path) => inputOf(path, project, outputs, disk)))].sort(),
        programs: commands
          .filter(({ command: { program, args } }) => program === 'go' && args[0] === 'run')
          .flatMap(({ directory, command }) => command.args.slice(1).map((word) => joinPath(directory, word)))
          .flatMap((path) => byDirectory.get(path) ?? []),
      };
      return [[project.root, generating] as const];
    }),
  );
}

/** The targets that make these files, so that what needs them waits for them. */
export function generatingProducers(
  project: GoProject,
  targets: readonly GivenTarget[],
  { outputs }: Generating,
): Producer[] {
  const target = targets.find(({ executor }) => executor === 'go-generate');
  // Outputs that somebody declared are found where they are written.
  if (target === undefined || target.given.outputs !== undefined) return [];
  return outputs.map((output) => ({
    project: project.name,
    root: project.root,
    target: target.name,
    output,
  }));
}

/** As outputs of a target. */
export function outputPatterns({ outputs }: Generating, root: string): string[] {
  return outputs.map((path) =>
    isAtOrBeneath(path, root) ? `{projectRoot}/${pathBelow(path, root)}` : `{workspaceRoot}/${path}`,
  );
}

interface PlacedCommand {
  readonly directory: string;
  readonly command: GenerateCommand;
}

function commandsOf({ content }: PackageNode, graph: GoGraph): PlacedCommand[] {
  return content.files.flatMap((file) => {
    const { generates = [], packageName } = file.content;
    if (generates.length === 0 || graph.isNeverBuilt(file)) return [];
    return splitDirectives(generates, { file: file.name, packageName }).map((command) => ({
      directory: content.directory,
      command,
    }));
  });
}

/** Paths that words name, relative to the workspace root: `../x`, and `../x` of `--flag=../x`. */
function namedPaths({ program, args }: GenerateCommand, directory: string): string[] {
  return [program, ...args]
    .map((word) => word.replace(/^-[^=]*=/, '').replace(/^-I/, ''))
    .filter((word) => /^\.{1,2}(\/|$)/.test(word))
    .map((word) => posix.normalize(joinPath(directory, word)));
}

/** What a directive names inside its project is hashed with the project, and what it makes is no input. */
function inputOf(path: string, { root }: GoProject, outputs: readonly string[], disk: Disk): string[] {
  const isOutside = !isAtOrBeneath(path, root);
  if (!isOutside || path.startsWith('..') || outputs.some((output) => isAtOrBeneath(output, path))) return [];
  const pattern = `{workspaceRoot}/${literalPattern(path)}`;
  return disk.directory(path) === undefined ? [pattern] : [`${pattern}/**/*`];
}
