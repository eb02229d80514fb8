import type { Files } from './files';
import { Workspace, type WorkspaceOptions } from './workspace';

/** Gives the tests of a file a way to make workspaces, and removes each after its test. */
export function useWorkspaces(): (files: Files, options?: WorkspaceOptions) => Promise<Workspace> {
  // Installing Nx and compiling the standard library come on top of what a test does, on a machine that has neither.
  jest.setTimeout(600_000);
  const made: Workspace[] = [];
  afterEach(async () => {
    for (const workspace of made.splice(0)) await workspace.dispose();
  });
  return async (files, options) => {
    const workspace = await Workspace.create(files, options);
    made.push(workspace);
    return workspace;
  };
}
