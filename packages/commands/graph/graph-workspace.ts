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

/** Where a verb looks at the graph. */
export interface GraphPlace {
  readonly cwd: string;
  readonly env: Env;
  /** Directory of what is kept between runs. */
  readonly cacheRoot: string;
  /** The go command; the one of nx.json, or on PATH, where undefined. */
  readonly goBinary?: string | undefined;
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
  const root = findWorkspaceRoot(place.cwd);
  const files = glob.sync('**/{go.mod,project.json,package.json}', {
    cwd: root,
    followSymbolicLinks: false,
    // Nx takes a go.mod that is a link for one.
    onlyFiles: false,
    suppressErrors: true,
    ignore: ['**/node_modules/**'],
  });
  const options = pluginOptionsIn(root);
  const goBinary = place.goBinary ?? textOption(options, 'goBinary');
  return {
    ...place,
    root,
    manifests: manifestsOf(files),
    options: readProjectOptions(options),
    installedVersion: installedGoVersion({ goBinary, env: place.env, cwd: root }),
  };
}

/** The options of the plugin's entry in nx.json, as written there. */
function pluginOptionsIn(root: string): Record<string, unknown> {
  const file = join(root, 'nx.json');
  const text = readIfThere(file);
  if (text === undefined) return {};
  const content = parseJsonWithComments(text);
  if (!isObject(content)) {
    throw new GoshawkError({
      code: 'unreadable-nx-json',
      message: `${file} is no JSON object.`,
      next: 'Correct it: the names of projects depend on it.',
    });
  }
  const plugins: unknown[] = Array.isArray(content.plugins) ? content.plugins : [];
  const entry = plugins.find((one) => isObject(one) && one.plugin === 'goshawk');
  const options = isObject(entry) ? entry.options : undefined;
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
