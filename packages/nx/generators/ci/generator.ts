import { generateFiles, logger, OverwriteStrategy, type Tree } from '@nx/devkit';
import { usualOutputPath } from '../../../commands';
import { importPathOf, joinPath, pathBelow, type GoGraph } from '../../../graph';
import { UsageError } from '../../../support';
import { readPluginOptions, type PluginOptions } from '../../plugin-options';
import { inferredTarget } from '../../project-graph/infer-targets';
import { templatesDirectory } from '../../templates-directory';
import { explainErrors } from '../shared/explain-errors';
import { programNameOf } from '../shared/go-names';
import { pluginOptionsIn } from '../shared/plugin-entry';
import { toList } from '../shared/to-list';
import { goLineFor } from '../shared/go-version';
import { graphOf } from '../shared/tree-graph';
import { findProject } from '../target/find-project';

export interface CiOptions {
  readonly workflow?: string;
  readonly branch?: string;
  readonly platforms?: readonly string[] | string;
  readonly containers?: readonly string[] | string;
}

/** The platform of the runners, on which tests run. */
const RUNNER = { goos: 'linux', goarch: 'amd64' };
const KEPT = { overwriteStrategy: OverwriteStrategy.KeepExisting };

/** A workflow of GitHub Actions, and Dockerfiles for programs. What is there already stays as it is. */
export const ciGenerator = explainErrors(async (tree: Tree, options: CiOptions) => {
  const graph = graphOf(tree);
  const pluginOptions = readPluginOptions(pluginOptionsIn(tree));
  const workflow = checkName('workflow', options.workflow ?? 'go', /^[A-Za-z0-9][\w-]*$/);
  const branch = checkName('branch', options.branch ?? 'main', /^[\w][\w./-]*$/);
  const given = toList(options.platforms);
  const { platforms } = given.length > 0 ? readPluginOptions({ platforms: given }) : pluginOptions;
  const goVersion = (await goLineFor(tree, tree.exists('go.work') ? 'go.work' : undefined)).replace(
    /\.0$/,
    '',
  );
  const containers = toList(options.containers).map((named) => containerOf(graph, named, pluginOptions));
  const isThere = tree.exists(`.github/workflows/${workflow}.yml`);
  const values = {
    ...{ workflow, branch, ...placesOf(tree, graph) },
    jobs: jobsOf(platforms, pluginOptions),
    install: installCommand(tree),
  };
  generateFiles(tree, templatesDirectory('ci', 'workflow'), '.github/workflows', values, KEPT);
  generateFiles(tree, templatesDirectory('ci', 'problems'), '.github', values, KEPT);
  for (const container of containers)
    generateFiles(
      tree,
      templatesDirectory('ci', 'container'),
      container.directory,
      { ...container, goVersion },
      KEPT,
    );
  if (isThere) logger.info(`.github/workflows/${workflow}.yml was there, and stays as it is.`);
  return undefined;
});

/** Tests and vet run where the runner is; programs are built for every platform. */
function jobsOf(platforms: PluginOptions['platforms'], options: PluginOptions) {
  const named = (executor: 'go-vet' | 'go-test' | 'go-build') =>
    inferredTarget(executor, options)?.name ?? [];
  const others = platforms.filter(({ goos, goarch }) => goos !== RUNNER.goos || goarch !== RUNNER.goarch);
  return [
    { ...RUNNER, targets: [named('go-vet'), named('go-test'), named('go-build')].flat().join(' ') },
    ...others.map((platform) => ({ ...platform, targets: [named('go-build')].flat().join(' ') })),
  ];
}

function placesOf(tree: Tree, { modules }: GoGraph) {
  const [first] = modules;
  const directory = first?.directory ?? '.';
  return {
    goVersionFile: tree.exists('go.work') ? 'go.work' : joinPath(directory, 'go.mod'),
    dimensionOf: directory,
  };
}

function containerOf(graph: GoGraph, named: string, options: PluginOptions) {
  const project = findProject(graph, named);
  const programs = project.packages.filter(({ isProgram }) => isProgram);
  const [program] = programs;
  if (program === undefined || programs.length > 1)
    throw new UsageError({
      code: 'no-single-program',
      message: `${project.name} has ${program === undefined ? 'no program' : `${programs.length} programs`}, and an image runs one.`,
      next: 'Name a project with one program; a project.json in the directory of a program makes it one.',
    });
  const below = pathBelow(program.content.directory, project.module.directory);
  return {
    directory: project.root,
    project: project.name,
    target: inferredTarget('go-build', options)?.name ?? 'go-build',
    name: programNameOf(importPathOf(program) ?? ''),
    outputPath: usualOutputPath(project.root),
    moduleDirectory: project.module.directory,
    package: below === '' ? '.' : `./${below}`,
  };
}

function installCommand(tree: Tree): string {
  if (tree.exists('pnpm-lock.yaml')) return 'corepack enable && pnpm install --frozen-lockfile';
  if (tree.exists('yarn.lock')) return 'corepack enable && yarn install --immutable';
  return tree.exists('package-lock.json') ? 'npm ci' : 'npm install';
}

/** Both become a part of YAML and of shell commands. */
function checkName(option: string, given: string, pattern: RegExp): string {
  if (pattern.test(given)) return given;
  throw new UsageError({
    code: 'invalid-name',
    message: `${JSON.stringify(given)} cannot be used for --${option}.`,
    next: 'Use letters, digits, "-" and "_".',
  });
}
