import { readJson, type Tree } from '@nx/devkit';
import type { GoModule } from '../../../graph';
import { UsageError } from '../../../support';
import { escapeModulePath } from '../../../toolchain';
import { readPluginOptions } from '../../plugin-options';
import { pluginOptionsIn } from './plugin-entry';

/**
 * What module paths of a workspace begin with, such as `example.com/shop`: as the plugin's option `projectNames.stripPrefix`
 * says, else what the path of a module has before its directory, else a path made from the workspace's name.
 */
export function modulePrefixOf(tree: Tree, modules: readonly GoModule[]): string {
  const { projectNames } = readPluginOptions(pluginOptionsIn(tree));
  const given = projectNames?.stripPrefix?.replace(/\/$/, '');
  if (given !== undefined && given !== '') return given;
  return prefixOfModules(modules) ?? `example.com/${workspaceName(tree)}`;
}

/** What all paths of modules that name their directory have before it; undefined where they differ, or there is none. */
export function prefixOfModules(modules: readonly GoModule[]): string | undefined {
  const prefixes = modules.flatMap(({ path, directory }) => {
    if (directory === '.') return [path];
    return path.endsWith(`/${directory}`) ? [path.slice(0, -directory.length - 1)] : [];
  });
  return new Set(prefixes).size === 1 ? prefixes[0] : undefined;
}

/**
 * A module path that the go command can fetch.
 *
 * @throws UsageError 'invalid-module-path'
 */
export function checkModulePath(path: string): string {
  if (escapeModulePath(path) !== undefined) return path;
  const first = path.split('/')[0] ?? '';
  throw new UsageError({
    code: 'invalid-module-path',
    message: first.includes('.')
      ? `${JSON.stringify(path)} is no module path that Go takes.`
      : `The module path ${JSON.stringify(path)} does not begin with a domain, so that \`go get\` could never find it.`,
    next: 'Give another one, such as example.com/shop/api: small letters, digits, ".", "-" and "_" between slashes.',
  });
}

/** Of package.json, without its scope; in letters that a module path may have. */
function workspaceName(tree: Tree): string {
  const { name = '' } = tree.exists('package.json') ? readJson<{ name?: string }>(tree, 'package.json') : {};
  const plain = name
    .replace(/^@([^/]+)\/source$/, '$1')
    .replace(/^@[^/]+\//, '')
    .toLowerCase()
    .replace(/[^a-z0-9._-]+/g, '-')
    .replace(/^[-._]+|[-._]+$/g, '');
  return plain === '' ? 'workspace' : plain;
}
