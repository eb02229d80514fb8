import { readNxJson, type Tree } from '@nx/devkit';
import { editJson } from '../shared/edit-json';
import { isPluginListed } from '../shared/plugin-entry';

const SYNC_GENERATOR = 'goshawk:sync';

/** Lists the plugin, and its sync generator, in nx.json, unless they are. An entry that is there keeps its options. */
export function listPlugin(tree: Tree, options: Record<string, unknown>): void {
  if (!isPluginListed(tree)) {
    const hasOptions = Object.keys(options).length > 0;
    addTo(tree, ['plugins'], hasOptions ? { plugin: 'goshawk', options } : 'goshawk');
  }
  const globalGenerators = readNxJson(tree)?.sync?.globalGenerators ?? [];
  if (!globalGenerators.includes(SYNC_GENERATOR)) addTo(tree, ['sync', 'globalGenerators'], SYNC_GENERATOR);
}

/** Takes both out again, and the lists with them that are empty then. */
export function unlistPlugin(tree: Tree): void {
  const nxJson = readNxJson(tree);
  const plugins = nxJson?.plugins ?? [];
  const at = plugins.findIndex((one) => (typeof one === 'string' ? one : one.plugin) === 'goshawk');
  if (at !== -1) editJson(tree, 'nx.json', plugins.length === 1 ? ['plugins'] : ['plugins', at], undefined);
  const sync = nxJson?.sync ?? {};
  const generators = sync.globalGenerators ?? [];
  const index = generators.indexOf(SYNC_GENERATOR);
  if (index === -1) return;
  const isAlone = generators.length === 1;
  const isOnly = isAlone && Object.keys(sync).length === 1;
  const path = isOnly ? ['sync'] : ['sync', 'globalGenerators', ...(isAlone ? [] : [index])];
  editJson(tree, 'nx.json', path, undefined);
}

function addTo(tree: Tree, list: readonly string[], value: unknown): void {
  const nxJson: unknown = readNxJson(tree);
  const there = list.reduce<unknown>(
    (one, key) => (one as Record<string, unknown> | undefined)?.[key],
    nxJson,
  );
  if (Array.isArray(there)) editJson(tree, 'nx.json', [...list, there.length], value);
  else editJson(tree, 'nx.json', [...list], [value]);
}
