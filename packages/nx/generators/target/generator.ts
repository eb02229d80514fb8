import { formatFiles, logger, readJson, writeJson, type TargetConfiguration, type Tree } from '@nx/devkit';
import { usualOutputPath } from '../../../commands';
import type { GoProject } from '../../../graph';
import { goExecutorOf } from '../../go-targets';
import { readPluginOptions, type PluginOptions } from '../../plugin-options';
import { inferredTarget } from '../../project-graph/infer-targets';
import { hostPlatform } from '../../target-defaults/host-platform';
import { explainErrors } from '../shared/explain-errors';
import { pluginOptionsIn, setPluginOption } from '../shared/plugin-entry';
import { toList } from '../shared/to-list';
import { graphOf } from '../shared/tree-graph';
import { attestTarget } from './attest-target';
import type { CrossCompiler } from './cross-compilers';
import { findProject } from './find-project';
import { planTarget } from './plan-target';
import { showDimensions } from './show-dimensions';

export interface TargetOptions {
  readonly project: string;
  readonly name?: string;
  readonly platforms?: readonly string[] | string;
  readonly buildTags?: readonly string[] | string;
  readonly ldflags?: string;
  readonly versionVariable?: string;
  readonly version?: string;
  readonly trimpath?: boolean;
  readonly stamp?: boolean;
  readonly cgo?: boolean;
  readonly crossCompiler?: CrossCompiler | 'none';
  readonly cacheVerification?: PluginOptions['cacheVerification'];
  readonly undeclaredInputs?: PluginOptions['undeclaredInputs'];
  readonly attest?: boolean;
  readonly skipFormat?: boolean;
}

type Targets = Record<string, TargetConfiguration>;

/** Adds a go-build target to a project, or platforms and settings to the one it has. */
export const targetGenerator = explainErrors(async (tree: Tree, options: TargetOptions) => {
  const { cacheVerification, undeclaredInputs } = options;
  const project = findProject(graphOf(tree), options.project);
  const { platforms } = readPluginOptions({ platforms: toList(options.platforms) });
  const pluginOptions = readPluginOptions({
    ...(pluginOptionsIn(tree) as object | undefined),
    ...(cacheVerification !== undefined && { cacheVerification }),
    ...(undeclaredInputs !== undefined && { undeclaredInputs }),
  });
  const file = `${project.root}/project.json`;
  const content: { targets?: Targets } = tree.exists(file) ? readJson(tree, file) : newProject(project);
  const targets: Targets = { ...content.targets };
  const usual = usualTarget(targets, pluginOptions);
  const name = options.name ?? usual.name;
  const isOther = name !== usual.name;
  // A target of project.json stands for the inferred one, which is not made then.
  if (isOther) targets[usual.name] ??= usual.target;
  const target = planTarget(targets[name] ?? (isOther ? {} : usual.target), {
    platforms,
    tags: toList(options.buildTags),
    ldflags: options.ldflags,
    versionVariable: options.versionVariable,
    version: options.version,
    trimpath: options.trimpath,
    stamp: options.stamp,
    cgo: options.cgo,
    crossCompiler: options.crossCompiler ?? 'gnu',
    host: hostPlatform(process.env),
    outputPath: isOther ? usualOutputPath(project.root, name) : undefined,
  });
  targets[name] = target;
  if (options.attest === true) targets[`${name}-attest`] = attestTarget(name, target, project);
  writeJson(tree, file, { ...content, targets });
  if (cacheVerification !== undefined) setPluginOption(tree, 'cacheVerification', cacheVerification);
  if (undeclaredInputs !== undefined) setPluginOption(tree, 'undeclaredInputs', undeclaredInputs);
  if (options.skipFormat !== true) await formatFiles(tree);
  const shown = { project: project.name, projectRoot: project.root, name, target, pluginOptions };
  for (const line of await showDimensions({ workspaceRoot: tree.root, ...shown })) logger.info(line);
  logger.info(
    `Artifacts are attested, and checked after each run; wrong cache entries: ${pluginOptions.cacheVerification}.`,
  );
  return undefined;
});

/** With the name that the project has by itself, which Nx would make another one of. */
function newProject({ name, root, packages }: GoProject): { targets?: Targets } {
  const projectType = packages.some(({ isProgram }) => isProgram) ? 'application' : 'library';
  const up = root === '.' ? './' : '../'.repeat(root.split('/').length);
  const schema = { $schema: `${up}node_modules/nx/schemas/project-schema.json` };
  return { name, ...schema, projectType } as { targets?: Targets };
}

/** The go-build target that project.json has, else the one that the plugin infers. */
function usualTarget(
  targets: Targets,
  options: PluginOptions,
): { name: string; target: TargetConfiguration } {
  const inferred = inferredTarget('go-build', options) ?? { name: 'go-build', target: {} };
  const own = Object.entries(targets).filter(([, target]) => goExecutorOf(target) === 'go-build');
  const [name, target] = own.find(([one]) => one === inferred.name) ?? own[0] ?? [];
  return name === undefined || target === undefined ? inferred : { name, target };
}
