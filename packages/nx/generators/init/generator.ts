import { formatFiles, logger, type Tree } from '@nx/devkit';
import type { GoModule } from '../../../graph';
import { readPluginOptions } from '../../plugin-options';
import { explainErrors } from '../shared/explain-errors';
import { newGoWork } from '../shared/join-workspace';
import { checkModulePath, prefixOfModules } from '../shared/module-prefix';
import { modulesIn } from '../shared/tree-graph';
import { addLines } from './add-lines';
import { listPlugin } from './list-plugin';
import { readRecord, undoRecord, writeRecord } from './record';

export interface InitOptions {
  readonly modulePrefix?: string;
  readonly platforms?: readonly string[];
  readonly goWork?: 'auto' | 'yes' | 'no';
  readonly cacheVerification?: 'report' | 'repair' | 'fail';
  readonly undo?: boolean;
  readonly skipFormat?: boolean;
}

/** Files that hold what init writes; the record of it apart. */
const WRITTEN = ['nx.json', '.gitignore', '.nxignore', 'go.work'];

/** Adds Goshawk to a workspace, as often as it is run. */
export const initGenerator = explainErrors(async (tree: Tree, options: InitOptions) => {
  if (options.undo === true) {
    for (const line of undoRecord(tree)) logger.info(line);
    return undefined;
  }
  const before = new Map(WRITTEN.map((file) => [file, textIn(tree, file)]));
  const modules = modulesIn(tree);
  listPlugin(tree, pluginOptions(options, modules));
  addLines(tree, '.gitignore', 'Artifacts of Go programs, and what Nx keeps', [
    'dist',
    '.nx/cache',
    '.nx/workspace-data',
  ]);
  addLines(tree, '.nxignore', 'What debuggers leave beside Go code', ['__debug_bin*']);
  const shape = writeGoWork(tree, modules, options.goWork ?? 'auto');
  if (options.skipFormat !== true) await formatFiles(tree);
  const changed = WRITTEN.map((file) => ({
    file,
    before: before.get(file) ?? null,
    after: textIn(tree, file) ?? null,
  })).filter((one) => one.before !== one.after);
  if (changed.length > 0) writeRecord(tree, [...readRecord(tree), ...changed]);
  for (const { directory, path } of modules) logger.info(`module ${path} in ${directory}`);
  logger.info(shape);
  return undefined;
});

function pluginOptions(options: InitOptions, modules: readonly GoModule[]): Record<string, unknown> {
  const { platforms = [], cacheVerification } = options;
  const given = options.modulePrefix?.replace(/\/$/, '');
  const prefix = given === undefined || given === '' ? prefixOfModules(modules) : checkModulePath(given);
  const written = {
    ...(platforms.length > 0 && { platforms }),
    ...(prefix !== undefined && { projectNames: { stripPrefix: prefix } }),
    ...(cacheVerification !== undefined && { cacheVerification }),
  };
  // What the plugin would refuse is refused here, before it is written.
  readPluginOptions(written);
  return written;
}

/** Writes a go.work where it is wanted; says what there is. */
function writeGoWork(tree: Tree, modules: readonly GoModule[], wanted: 'auto' | 'yes' | 'no'): string {
  if (tree.exists('go.work')) return 'go.work is kept as it is; `nx sync` keeps it in step with the modules.';
  if (modules.length === 0) return 'There is no Go module yet: `nx g goshawk:app apps/<name>` makes one.';
  const paths = new Set(modules.map(({ path }) => path));
  const replacing = modules.find(({ file }) => file.replace.some(({ old }) => paths.has(old.path)));
  if (wanted === 'auto' && modules.length === 1) return 'One module needs no go.work.';
  if (wanted === 'auto' && replacing !== undefined)
    return `${replacing.directory}/go.mod replaces a module of the workspace, so there is no go.work; \`nx sync\` keeps such lines in step.`;
  if (wanted === 'no') return 'No go.work was written.';
  tree.write('go.work', newGoWork(modules));
  return `go.work was written for ${modules.length} modules.`;
}

function textIn(tree: Tree, file: string): string | undefined {
  return tree.exists(file) ? (tree.read(file, 'utf8') ?? undefined) : undefined;
}
