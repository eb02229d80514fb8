import { readNxJson, type Tree } from '@nx/devkit';
import { UsageError } from '../../../support';
import { editJson } from './edit-json';

/** What nx.json has for the plugin; undefined where it is not listed, or listed by name alone. */
export function pluginOptionsIn(tree: Tree): unknown {
  const entry = (readNxJson(tree)?.plugins ?? []).find(
    (plugin) => typeof plugin !== 'string' && plugin.plugin === 'goshawk',
  );
  return typeof entry === 'object' ? entry.options : undefined;
}

/** Whether nx.json lists the plugin. */
export function isPluginListed(tree: Tree): boolean {
  const plugins = readNxJson(tree)?.plugins ?? [];
  return plugins.some((plugin) => (typeof plugin === 'string' ? plugin : plugin.plugin) === 'goshawk');
}

/**
 * Sets an option of the plugin in nx.json.
 *
 * @throws UsageError 'plugin-not-listed'
 */
export function setPluginOption(tree: Tree, option: string, value: unknown): void {
  const plugins = readNxJson(tree)?.plugins ?? [];
  const at = plugins.findIndex((one) => (typeof one === 'string' ? one : one.plugin) === 'goshawk');
  if (at === -1)
    throw new UsageError({
      code: 'plugin-not-listed',
      message: `nx.json does not list the plugin, so that it has no option ${option}.`,
      next: 'Run `nx g goshawk:init` first.',
    });
  if (typeof plugins[at] === 'string')
    editJson(
      tree,
      'nx.json',
      ['plugins', at],
      { plugin: 'goshawk', options: { [option]: value } },
      'replace',
    );
  else editJson(tree, 'nx.json', ['plugins', at, 'options', option], value);
}
