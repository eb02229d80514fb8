import { statSync } from 'node:fs';
import { basename, delimiter, join, resolve } from 'node:path';
import type { Dimension, WorkspacePackage } from '../../dimension';
import { parseGoArguments, type GoCommand } from '../../toolchain';
import { artifactExtension, executableName } from '../build/plan-build';

/**
 * The files that `go build`, `go install` or `go test -c` would write, as absolute paths; none for other verbs. Names are those
 * of cmd/go/internal/work/build.go and cmd/go/internal/load/pkg.go (DefaultExecName).
 *
 * @param packages what the command names, of the workspace
 */
export function targetsOf(
  command: GoCommand,
  packages: readonly WorkspacePackage[],
  cwd: string,
  dimension: Dimension,
): string[] {
  const { flags } = parseGoArguments(command.verb, command.flags);
  const flag = (name: string) => flags.filter((one) => one.name.replace(/^test\./, '') === name).at(-1);
  const output = flag('o')?.value;
  const isTestBinary = flag('c') !== undefined && flag('c')?.value !== 'false';
  if (command.verb === 'test' && !isTestBinary && output === undefined) return [];
  if (!['build', 'install', 'test'].includes(command.verb)) return [];
  const names = fileNames(command, packages, dimension);
  if (command.verb === 'install') {
    const directory = installDirectory(dimension);
    return directory === undefined ? [] : names.map((name) => join(directory, name));
  }
  if (output === undefined || output === '') {
    const isKept = command.verb === 'test' || names.length === 1;
    return isKept ? names.map((name) => join(cwd, name)) : [];
  }
  const path = resolve(cwd, output);
  return /[\\/]$/.test(output) || isDirectory(path) ? names.map((name) => join(path, name)) : [path];
}

function fileNames(
  command: GoCommand,
  packages: readonly WorkspacePackage[],
  dimension: Dimension,
): string[] {
  const [first = ''] = command.packages;
  if (command.verb === 'test') {
    const ending = dimension.goEnv.GOOS === 'windows' ? '.test.exe' : '.test';
    return packages.map(({ importPath }) => executableName(importPath) + ending);
  }
  const ending = artifactExtension(dimension);
  // Of files the first gives its name.
  if (first.endsWith('.go')) return [basename(first, '.go') + ending];
  return packages
    .filter(({ name }) => name === 'main')
    .map(({ importPath }) => executableName(importPath) + ending);
}

/** `go help install`: GOBIN, else bin of the first GOPATH, with the platform where it is another than the host's. */
function installDirectory({ goEnv }: Dimension): string | undefined {
  if (goEnv.GOBIN !== '') return goEnv.GOBIN;
  const [first = ''] = goEnv.GOPATH.split(delimiter);
  if (first === '') return undefined;
  const isHost = goEnv.GOOS === goEnv.GOHOSTOS && goEnv.GOARCH === goEnv.GOHOSTARCH;
  return isHost ? join(first, 'bin') : join(first, 'bin', `${goEnv.GOOS}_${goEnv.GOARCH}`);
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
}
