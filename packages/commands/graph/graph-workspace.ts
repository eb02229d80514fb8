import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import glob from 'fast-glob';
import { manifestsOf, readProjectOptions, type Manifests, type ProjectOptions } from '../../graph';
import {
  GoshawkError,
  isObject,
  objectOption,
  parseJsonWithComments,
  systemErrorCode,
  textOption,
  type Env,
} from '../../support';
import { installedGoVersion } from '../../toolchain';
import { findWorkspaceRoot } from './workspace-root';

/** As nx.json names the plugin. */
const NAME = 'goshawk';

/** Where a verb looks at the graph. */
export interface GraphPlace {
  readonly cwd: string;
  readonly env: Env;
  /** Directory of what is kept between runs. */
  readonly cacheRoot: string;
  /** The go command; the one of nx.json, or on PATH, where undefined. */
  readonly goBinary?: string | undefined;
  /** Absolute root of the workspace, where it is known. */
  readonly workspaceRoot?: string | undefined;
}

/** A workspace as its manifests and nx.json describe it. */
export interface GraphWorkspace extends GraphPlace {
  /** Absolute, with links resolved. */
  readonly root: string;
  /** Those that git ignores among them. */
  readonly manifests: Manifests;
  readonly options: ProjectOptions;
  readonly installedVersion: string | undefined;
}

/**
 * Finds the workspace of a directory.
 *
 * @throws GoshawkError 'unreadable-nx-json'
 * @throws UsageError 'invalid-plugin-option'
 */
export function readGraphWorkspace(place: GraphPlace): GraphWorkspace {
  const root = place.workspaceRoot ?? findWorkspaceRoot(place.cwd);
  const files = glob.sync('**/{go.mod,project.json,package.json}', {
    cwd: root,
    followSymbolicLinks: false,
    // Nx takes a go.mod that is a link for one.
    onlyFiles: false,
    suppressErrors: true,
    ignore: ['**/node_modules/**'],
  });
  const options = pluginEntryIn(root) ?? {};
  const goBinary = place.goBinary ?? textOption(options, 'goBinary');
  return {
    ...place,
    root,
    manifests: manifestsOf(files),
    options: readProjectOptions(options),
    installedVersion: installedGoVersion({ goBinary, env: place.env, cwd: root }),
  };
}

/**
 * The options of the plugin's entry in nx.json, as written there; undefined where nx.json is missing or does not list it.
 *
 * @throws GoshawkError 'unreadable-nx-json'
 * @throws UsageError 'invalid-plugin-option' where they are no object
 */
export function pluginEntryIn(root: string): Record<string, unknown> | undefined {
  const file = join(root, 'nx.json');
  const text = readIfThere(file);
  if (text === undefined) return undefined;
  const content = parseJsonWithComments(text);
  if (!isObject(content)) {
    throw new GoshawkError({
      code: 'unreadable-nx-json',
      message: `${file} is no JSON object.`,
      next: 'Correct it: the names of projects depend on it.',
    });
  }
  const plugins: unknown[] = Array.isArray(content.plugins) ? content.plugins : [];
  const entry = plugins.find((one) => one === NAME || (isObject(one) && one.plugin === NAME));
  const options = isObject(entry) ? entry.options : undefined;
  if (entry === undefined) return undefined;
  return options === undefined || options === null ? {} : objectOption('options', options);
}

function readIfThere(file: string): string | undefined {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    if (systemErrorCode(error) === 'ENOENT') return undefined;
    throw error;
  }
}
