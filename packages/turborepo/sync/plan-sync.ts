import { posix } from 'node:path';
import type { TurboPackage } from '../modules/turbo-packages';
import { packagesOf } from '../modules/turbo-packages';
import type { TurboWorkspace } from '../modules/turbo-workspace';
import { commandOf, kindsOf } from '../tasks';
import { moduleDependencies, type ModuleDependencies } from './dependencies';
import { isOwnConfig, renderConfig } from './package-config';
import { renderRootConfig } from './root-config';
import { isStub, renderStub, saysTheSame } from './stub-manifest';
import type { FileChange, SyncPlan } from './sync-plan';

/** Plans what has to be written so that Turborepo knows what the Go graph says. */
export function planSync(workspace: TurboWorkspace): SyncPlan {
  const { turbo, mode } = workspace;
  const packages = packagesOf(workspace);
  const names = new Map(packages.map(({ module, name }) => [module.directory, name]));
  const dependencies = moduleDependencies(packages.map(({ module }) => module));
  const changes = [
    ...change(turbo.file, turbo.text, renderRootConfig(turbo)),
    ...packages.flatMap((one) => [
      ...(mode === 'stubs' && !one.isWritten ? stubChange(one, names, dependencies, workspace) : []),
      ...configChange(one, names, workspace),
    ]),
    ...leftOvers(packages, workspace),
  ];
  return { root: turbo.root, changes, notes: notesOf(packages, workspace) };
}

function stubChange(
  { module, name, kinds }: TurboPackage,
  names: ReadonlyMap<string, string>,
  dependencies: ReadonlyMap<string, ModuleDependencies>,
  workspace: TurboWorkspace,
): FileChange[] {
  const { directory } = module;
  const { build = [], test = [] } = dependencies.get(directory) ?? {};
  const named = (directories: readonly string[]) => directories.map((one) => names.get(one) ?? one);
  const text = renderStub({
    ...{ name, directory, kinds },
    dependencies: named(build),
    devDependencies: named(test),
    range: rangeFor(workspace.packageManager),
  });
  const present = workspace.manifests.get(directory);
  if (present !== undefined && saysTheSame(present, text)) return [];
  return change(posix.join(directory, 'package.json'), present, text);
}

/** npm and Yarn 1 know no other range for a package of the workspace; the others would look for `*` elsewhere. */
function rangeFor(packageManager: string): string {
  return /^(pnpm|bun|yarn@([2-9]|\d\d))/.test(packageManager) ? 'workspace:*' : '*';
}

function configChange(
  { module, name, isWritten, kinds }: TurboPackage,
  names: ReadonlyMap<string, string>,
  { turbo, mode, text }: TurboWorkspace,
): FileChange[] {
  const file = posix.join(module.directory, 'turbo.json');
  const present = text(file);
  const isDirect = turbo.flags.experimentalTaskCommand !== false && !isWritten;
  const started = isDirect ? kinds : [];
  return change(file, present, renderConfig(present, { module, name, mode, started, kinds, names }));
}

/** Files of modules that are gone, or that Turborepo's own support for Go now knows by itself. */
function leftOvers(
  packages: readonly TurboPackage[],
  { manifests, mode, text }: TurboWorkspace,
): FileChange[] {
  const kept = new Set(packages.map(({ module }) => module.directory));
  return [...manifests].flatMap(([directory, manifest]): FileChange[] => {
    const isGone = !kept.has(directory);
    if (!isStub(manifest) || (!isGone && mode === 'stubs')) return [];
    const config = posix.join(directory, 'turbo.json');
    const files = [posix.join(directory, 'package.json')];
    if (isGone && isOwnConfig(text(config) ?? '')) files.push(config);
    return files.map((file) => ({ file, text: undefined, action: 'remove' }));
  });
}

function change(file: string, present: string | undefined, text: string): FileChange[] {
  if (present === text) return [];
  return [{ file, text, action: present === undefined ? 'create' : 'update' }];
}

function notesOf(packages: readonly TurboPackage[], workspace: TurboWorkspace): string[] {
  const { goModules, mode, npm } = workspace;
  const isFound = ({ module }: TurboPackage) => mode === 'native' || npm.has(module.directory);
  const unfound = packages.filter((one) => !isFound(one)).map(({ module }) => module.directory);
  return [
    ...(goModules.hasRootModule
      ? ['go.mod: the module at the root is no package to Turborepo. Run its tasks by `goshawk exec`.']
      : []),
    ...(unfound.length > 0
      ? [`The workspaces of the package manager lack ${unfound.join(', ')}. Add them, and install.`]
      : []),
    ...packages.flatMap(({ module, isWritten, kinds }) => {
      const missing = isWritten ? kindsOf(module).filter((kind) => !kinds.includes(kind)) : [];
      const scripts = missing.map((kind) => `"${kind}": "${commandOf(kind, module.directory).join(' ')}"`);
      return missing.length === 0
        ? []
        : [
            `${module.directory}/package.json is yours. Add to its scripts what you want of ${scripts.join(', ')}.`,
          ];
    }),
  ];
}
