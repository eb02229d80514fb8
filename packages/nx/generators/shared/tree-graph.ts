import { glob, type Tree } from '@nx/devkit';
import { computeGoGraph, manifestsOf, type GoGraph, type GoModule } from '../../../graph';
import { parseGoMod } from '../../../toolchain';
import { readPluginOptions } from '../../plugin-options';
import { pluginOptionsIn } from './plugin-entry';
import { TreeDisk } from './tree-disk';

/** The Go modules of a workspace as a generator leaves it, in the order of their directories. */
export function modulesIn(tree: Tree): GoModule[] {
  return manifestsIn(tree).goMods.flatMap((path): GoModule[] => {
    const { file } = parseGoMod(tree.read(path, 'utf8') ?? '');
    if (file.module === undefined) return [];
    return [
      { directory: path === 'go.mod' ? '.' : path.slice(0, -'/go.mod'.length), path: file.module, file },
    ];
  });
}

/** Its graph. GOWORK of the environment does not count: files are written for everybody. */
export function graphOf(tree: Tree): GoGraph {
  return computeGoGraph({
    root: tree.root,
    disk: new TreeDisk(tree),
    manifests: manifestsIn(tree),
    options: readPluginOptions(pluginOptionsIn(tree)),
    env: { ...process.env, GOWORK: undefined },
  });
}

function manifestsIn(tree: Tree) {
  return manifestsOf(glob(tree, ['**/go.mod', '**/project.json', '**/package.json']));
}
