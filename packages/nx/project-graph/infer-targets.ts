import type { TargetConfiguration } from '@nx/devkit';
import { pathBelow, type DescribedTarget, type GoProject } from '../../graph';
import { GO_EXECUTORS, goExecutorOf, type GoExecutor } from '../go-targets';
import type { InferredTarget, PluginOptions } from '../plugin-options';

/** A Go target of a project before defaults: written by hand, or inferred. */
export interface GivenTarget {
  readonly name: string;
  readonly executor: GoExecutor;
  /** What its defaults depend on: the target of project.json, or the inferred one. */
  readonly given: TargetConfiguration;
  /** What is added to the target; nothing of it where project.json says otherwise. */
  readonly added: TargetConfiguration;
}

/** What decides whether targets apply, besides packages. */
export interface FoundFiles {
  /** Whether its packages have `//go:generate` lines. */
  readonly hasDirectives: boolean;
  /** The configuration of golangci-lint that counts for it, relative to the workspace root. */
  readonly lintConfig?: string | undefined;
}

/**
 * The Go targets of a project: those of its project.json, and what applies besides. An executor that the project.json uses is
 * not inferred a second time, and none of its targets is replaced.
 */
export function goTargetsOfProject(
  project: GoProject,
  written: Readonly<Record<string, DescribedTarget>>,
  options: PluginOptions,
  found: FoundFiles,
): GivenTarget[] {
  const selection = selectionOf(project);
  const own = Object.entries(written).flatMap(([name, target]): GivenTarget[] => {
    const executor = goExecutorOf(target);
    if (executor === undefined) return [];
    const isChosen =
      executor === 'go-run' || executor === 'go-tidy' || target.options?.packages !== undefined;
    const added = isChosen || selection === undefined ? {} : { options: { packages: selection } };
    return [{ name, executor, given: target, added: { executor: `goshawk:${executor}`, ...added } }];
  });
  const used = new Set(own.map(({ executor }) => executor));
  const further = GO_EXECUTORS.filter(
    (executor) =>
      project.kind !== 'around' && !used.has(executor) && applies(executor, project, found, options),
  );
  return [
    ...own,
    ...further.flatMap((executor): GivenTarget[] => {
      const inferred = inferredTarget(executor, options);
      if (inferred === undefined || inferred.name in written) return [];
      const { name, target } = inferred;
      const ownOptions = {
        ...(selection !== undefined && chosenOf(executor, project, selection)),
        ...(target.options as object | undefined),
      };
      const given = { ...target, ...(Object.keys(ownOptions).length > 0 && { options: ownOptions }) };
      return [{ name, executor, given, added: given }];
    }),
  ];
}

/** What an executor's inferred target is in every project, by the plugin's options; undefined where it is switched off. */
export function inferredTarget(
  executor: GoExecutor,
  options: PluginOptions,
): { readonly name: string; readonly target: TargetConfiguration } | undefined {
  const configured = options.targets[executor];
  if (configured === false) return undefined;
  const { name = executor, ...configuration } = asTarget(configured);
  const configurations = {
    ...(executor === 'go-build' && platformConfigurations(options.platforms)),
    ...configuration.configurations,
  };
  return {
    name,
    target: {
      ...configuration,
      executor: `goshawk:${executor}`,
      ...(Object.keys(configurations).length > 0 && { configurations }),
    },
  };
}

function applies(
  executor: GoExecutor,
  { root, module, packages }: GoProject,
  { hasDirectives, lintConfig }: FoundFiles,
  { targets }: PluginOptions,
): boolean {
  switch (executor) {
    case 'go-build':
      return packages.some(({ isProgram }) => isProgram);
    case 'go-test':
      return packages.some(({ hasTests }) => hasTests);
    case 'go-vet':
    case 'go-fmt':
      return packages.length > 0;
    case 'go-tidy':
      return root === module.directory;
    case 'go-generate':
      return hasDirectives;
    case 'go-lint':
      // It is a program of its own, which is not there by itself.
      return packages.length > 0 && (lintConfig !== undefined || targets[executor] !== undefined);
    case 'go-vuln':
      // So is this one, and no file of a workspace says that it is wanted.
      return packages.length > 0 && targets[executor] !== undefined;
    case 'go-run':
      return packages.filter(({ isProgram }) => isProgram).length === 1;
  }
}

/** Package patterns of a project with others beneath it; undefined where all packages beneath are its own. */
function selectionOf({ root, nested }: GoProject): string[] | undefined {
  if (nested.length === 0) return undefined;
  return ['./...', ...nested.map((other) => `!./${pathBelow(other, root)}/...`)];
}

/** What a target of a project with others beneath it works on. */
function chosenOf(executor: GoExecutor, { root, packages }: GoProject, selection: string[]): object {
  if (executor === 'go-tidy') return {};
  if (executor !== 'go-run') return { packages: selection };
  const directory = packages.find(({ isProgram }) => isProgram)?.content.directory ?? root;
  return { package: directory === root ? '.' : `./${pathBelow(directory, root)}` };
}

function asTarget(
  configured: Exclude<InferredTarget, false> | undefined,
): Exclude<InferredTarget, false | string> {
  return typeof configured === 'string' ? { name: configured } : (configured ?? {});
}

function platformConfigurations(platforms: PluginOptions['platforms']): Record<string, object> {
  return Object.fromEntries(
    platforms.map((platform) => [`${platform.goos}-${platform.goarch}`, platform] as const),
  );
}
