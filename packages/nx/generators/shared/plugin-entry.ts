import { readNxJson, type Tree } from '@nx/devkit';

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
