import { statSync } from 'node:fs';
import { join } from 'node:path';
import { findProgram } from '../../dimension';
import { GoshawkError } from '../../support';
import type { PreparedTask } from '../go-task';

/**
 * The gofmt that `go fmt` runs (cmd/go/internal/fmtcmd: gofmtPath): of GOBIN, of GOROOT, or of PATH.
 *
 * @throws GoshawkError 'gofmt-not-found'
 */
export function findGofmt({ dimension, goEnvironment, cwd, id }: PreparedTask<unknown>): string {
  const { GOBIN, GOROOT } = dimension.goEnv;
  const name = process.platform === 'win32' ? 'gofmt.exe' : 'gofmt';
  const places = [...(GOBIN === '' ? [] : [join(GOBIN, name)]), join(GOROOT, 'bin', name)];
  const found = places.find(isFile) ?? findProgram('gofmt', goEnvironment, cwd);
  if (found !== undefined) return found;
  throw new GoshawkError({
    code: 'gofmt-not-found',
    message: `${id}: there is no gofmt in ${join(GOROOT, 'bin')} or in PATH.`,
    next: 'Install all of Go: some packages of Linux distributions leave gofmt to another package.',
  });
}

/** What a go-fmt task is decided by besides its sources. */
export function gofmtIdentity(task: PreparedTask<unknown>): string[] {
  const { digests } = task.dimension;
  return [`gofmt=${digests.digest(findGofmt(task))}`];
}

function isFile(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isFile() === true;
}
