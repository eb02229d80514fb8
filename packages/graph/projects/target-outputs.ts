import { posix } from 'node:path';
import { joinPath } from '../workspace/workspace-path';
import type { DescribedProject, DescribedTarget } from './manifests';
import { executorOf } from './target-defaults';

/** What Nx takes for the outputs of a build that names none (nx/src/tasks-runner/utils.ts: getOutputsForTargetAndConfiguration). */
const DEFAULT_OUTPUTS = [
  '{workspaceRoot}/dist/{projectRoot}',
  ...['dist', 'build', 'public'].map((name) => `{projectRoot}/${name}`),
];

/** Nx's sign for what the defaults say. */
const SPREAD = '...';

/** Where the outputs of a target go: each up to its first wildcard, relative to the workspace root. */
export function outputsOfTarget(
  { root, name = '' }: DescribedProject,
  target: string,
  own: DescribedTarget,
  defaults: DescribedTarget,
): string[] {
  const options = { ...defaults.options, ...own.options };
  const executor = executorOf(own) ?? executorOf(defaults);
  const base = defaults.outputs ?? [];
  const outputs =
    own.outputs?.flatMap((output) => (output === SPREAD ? base : [output])) ??
    defaults.outputs ??
    unnamedOutputs(target, executor, options);
  return outputs.flatMap((output) => fixedPartOf(output, root, name, options) ?? []);
}

function unnamedOutputs(
  target: string,
  executor: string | undefined,
  options: Readonly<Record<string, unknown>>,
): string[] {
  if (typeof options.outputPath === 'string') return [`{workspaceRoot}/${options.outputPath}`];
  // Targets of this package get outputs of their own.
  if (executor?.startsWith('goshawk:') === true) return [];
  return target === 'build' || target === 'prepare' ? DEFAULT_OUTPUTS : [];
}

/** An output up to its first wildcard, relative to the workspace root; undefined where an option is unset. */
function fixedPartOf(
  output: string,
  root: string,
  name: string,
  options: Readonly<Record<string, unknown>>,
): string | undefined {
  if (output.startsWith('!')) return undefined;
  let isUnset = false;
  const filled = output
    .replace(/\{options\.([^}]*)\}/g, (_whole, option: string) => {
      const value = options[option];
      if (typeof value !== 'string') isUnset = true;
      return typeof value === 'string' ? value : '';
    })
    .replace(/^\{projectRoot\}/, root)
    .replace(/\{projectRoot\}/g, root === '.' ? '' : root)
    .replace(/\{projectName\}/g, name)
    .replace(/^\{workspaceRoot\}\/?/, '');
  const parts = posix.normalize(filled).split('/');
  const wild = parts.findIndex((part) => /[*?{[]/.test(part));
  const path = (wild === -1 ? parts : parts.slice(0, wild)).filter(Boolean).join('/');
  return isUnset || path === '' || path === '.' ? undefined : joinPath('.', path);
}
