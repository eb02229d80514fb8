import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram } from '../../dimension';
import { isBeneath, withPath } from '../../support';
import { compareGoVersions, parseGoMod } from '../../toolchain';
import type { PreparedTask } from '../go-task';

/** A program that is no part of Go: a file, or what `go tool` builds as the go.mod says. */
export interface FoundTool {
  readonly file: string;
  /** Before its own arguments. */
  readonly args: readonly string[];
  /** What it is, for the task hash; the version of a tool in go.mod is in the build list. */
  readonly identity: string;
}

export interface ToolRequest {
  /** Such as `govulncheck`. */
  readonly name: string;
  /** The option that names a file or another program in PATH. */
  readonly binary: string | undefined;
}

/**
 * Finds a program: the one that an option names, else the tool of the project's go.mod, else one in PATH, GOBIN or the bin directory
 * of GOPATH.
 */
export function findTool(task: PreparedTask<unknown>, { name, binary }: ToolRequest): FoundTool | undefined {
  const { workspaceRoot, goEnvironment, dimension, go } = task;
  if (binary === undefined && hasTool(task, name))
    return { file: go, args: ['tool', name], identity: 'go tool' };
  const { GOBIN, GOPATH } = dimension.goEnv;
  const places = [GOBIN, ...GOPATH.split(delimiter).map((path) => join(path, 'bin'))].filter(
    (path) => path !== '' && path !== 'bin',
  );
  const file = findProgram(binary ?? name, withPath(goEnvironment, { after: places }), workspaceRoot);
  return file === undefined ? undefined : { file, args: [], identity: dimension.digests.digest(file) };
}

/** Whether the go.mod of the project's module names a tool (`go help tool`; since Go 1.24). */
function hasTool({ projectRoot, dimension }: PreparedTask<unknown>, name: string): boolean {
  if (compareGoVersions(dimension.goEnv.GOVERSION, '1.24') < 0) return false;
  const around = dimension.listing.modules.filter(({ dir }) => isBeneath(projectRoot, dir));
  const [module] = around.sort((a, b) => b.dir.length - a.dir.length);
  if (module === undefined) return false;
  const { file } = parseGoMod(readFileSync(join(module.dir, 'go.mod'), 'utf8'));
  return file.tool.some((path) => path.replace(/\/v\d+$/, '').endsWith(`/${name}`));
}
