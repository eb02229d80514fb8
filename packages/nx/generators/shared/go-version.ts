import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import type { Tree } from '@nx/devkit';
import { GoshawkError } from '../../../support';
import { askGo, findGo, parseGoWork } from '../../../toolchain';
import { readPluginOptions } from '../../plugin-options';
import { pluginOptionsIn } from './plugin-entry';

/** The `go` line of a new module: that of the go.work which will use it, else the toolchain in use without its patch. */
export async function goLineFor(tree: Tree, goWork: string | undefined): Promise<string> {
  const shared = goWork === undefined ? undefined : parseGoWork(tree.read(goWork, 'utf8') ?? '').file.go;
  return shared ?? toolchainLine(tree);
}

/** Such as `1.26.0`. GOTOOLCHAIN counts, and a go.mod or go.work at the root that asks for another toolchain. */
async function toolchainLine(tree: Tree): Promise<string> {
  // A tree that is not on disk is one of a test.
  const cwd = existsSync(tree.root) ? tree.root : tmpdir();
  const { env } = process;
  const { goBinary } = readPluginOptions(pluginOptionsIn(tree));
  const printed = await askGo({
    go: findGo({ goBinary, env, cwd }),
    cwd,
    env,
    args: ['env', 'GOVERSION'],
    failure: { code: 'go-env-failed', what: 'go env GOVERSION' },
  });
  const [, version] = /^(?:devel )?go(1\.\d+)/.exec(printed) ?? [];
  if (version !== undefined) return `${version}.0`;
  throw new GoshawkError({
    code: 'go-env-failed',
    message: `go env GOVERSION prints ${JSON.stringify(printed.trim())}, which is no version of Go.`,
    next: 'Check the go command in PATH.',
  });
}
