import { join, resolve } from 'node:path';
import type { Env } from '../toolchain';

/** Directory for our own files of a workspace, in Nx's workspace data directory: ignored by git, removed by `nx reset`. */
export function stateDirectoryOf(workspaceRoot: string, env: Env): string {
  const data = env.NX_WORKSPACE_DATA_DIRECTORY;
  const directory = data === undefined || data === '' ? join('.nx', 'workspace-data') : data;
  return join(resolve(workspaceRoot, directory), 'goshawk');
}
