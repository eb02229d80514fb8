import { posix } from 'node:path';
import { isAtOrBeneath, joinPath } from '../workspace/workspace-path';
import type { DescribedProject, DescribedTarget } from './manifests';
import { nameOfRoot } from './name-of-root';

/** A task that makes files. */
export interface Producer {
  readonly project: string;
  readonly target: string;
  /** The output that the files lie in, relative to the workspace root. */
  readonly output: string;
}

/** What Nx takes for the outputs of a build that names none (nx/src/tasks-runner/utils.ts: getOutputsForTargetAndConfiguration). */
const DEFAULT_OUTPUTS = [
  '{workspaceRoot}/dist/{projectRoot}',
  ...['dist', 'build', 'public'].map((name) => `{projectRoot}/${name}`),
];

/** Finds tasks by the files that they make. */
export class Producers {
  private readonly outputs: readonly Producer[];
  /** `project:target` of targets whose outputs are written down. */
  private readonly written: ReadonlySet<string>;
  private readonly declared: readonly Producer[];

  /**
   * @param described projects of all languages
   * @param targetDefaults of nx.json, by target or executor
   * @param generated `project:target` by path, where the workspace says so by hand
   */
  constructor(
    described: readonly DescribedProject[],
    targetDefaults: Readonly<Record<string, DescribedTarget>>,
    generated: Readonly<Record<string, string>>,
  ) {
    const byHand = Object.entries(generated).map(([path, task]) => ({
      project: task.slice(0, task.indexOf(':')),
      target: task.slice(task.indexOf(':') + 1),
      output: posix.normalize(path).replace(/\/$/, ''),
    }));
    this.declared = described.flatMap((project) => outputsOf(project, targetDefaults));
    this.outputs = [...byHand, ...this.declared];
    this.written = new Set(
      described.flatMap(({ root, name, targets }) =>
        Object.entries(targets).flatMap(([target, { outputs }]) =>
          outputs === undefined ? [] : [`${name ?? nameOfRoot(root)}:${target}`],
        ),
      ),
    );
  }

  /** Whether the outputs of a task are known, and leave out what it is said to make: Nx then neither hashes nor keeps it. */
  leavesOut({ project, target }: Producer, path: string): boolean {
    if (!this.written.has(`${project}:${target}`)) return false;
    return !this.declared.some(
      (one) =>
        one.project === project &&
        one.target === target &&
        (isAtOrBeneath(path, one.output) || isAtOrBeneath(one.output, path)),
    );
  }

  /** Go files that outputs name one by one, relative to the workspace root. */
  get goFiles(): readonly string[] {
    return this.outputs.flatMap(({ output }) => (output.endsWith('.go') ? [output] : []));
  }

  /** The task in whose outputs a path lies; of several, the one with the closest output. */
  of(path: string): Producer | undefined {
    let best: Producer | undefined;
    for (const one of this.outputs) {
      if (!isAtOrBeneath(path, one.output) && !isAtOrBeneath(one.output, path)) continue;
      if (best === undefined || one.output.length > best.output.length) best = one;
    }
    return best;
  }
}

function outputsOf(
  { root, name, targets }: DescribedProject,
  targetDefaults: Readonly<Record<string, DescribedTarget>>,
): Producer[] {
  const project = name ?? nameOfRoot(root);
  return Object.entries(targets).flatMap(([target, own]) => {
    const ofExecutor = own.executor === undefined ? undefined : targetDefaults[own.executor];
    const defaults = ofExecutor ?? targetDefaults[target];
    const options = { ...defaults?.options, ...own.options };
    const outputs = own.outputs ?? defaults?.outputs ?? unnamedOutputs(target, options);
    return outputs.flatMap((output) => {
      const path = fixedPartOf(output, root, name ?? '', options);
      return path === undefined ? [] : [{ project, target, output: path }];
    });
  });
}

function unnamedOutputs(target: string, options: Readonly<Record<string, unknown>>): string[] {
  if (typeof options.outputPath === 'string') return [`{workspaceRoot}/${options.outputPath}`];
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
