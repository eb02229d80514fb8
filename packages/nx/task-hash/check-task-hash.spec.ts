import { makeDirectory } from '../../support/testing/make-directory';
import type { ExecutorContext } from '@nx/devkit';
import { RunMemo } from '../../commands';
import { checkTaskHash } from './check-task-hash';

const root = makeDirectory();
const context: ExecutorContext = {
  root,
  cwd: root,
  isVerbose: false,
  projectsConfigurations: { version: 2, projects: {} },
  nxJsonConfiguration: {},
  projectGraph: { nodes: {}, dependencies: {} },
};

/** Checks a task of go-vuln that is cached or not. */
function check(cache: boolean | undefined): Promise<void> {
  const target = {
    id: 'app:audit',
    project: 'app',
    projectRoot: 'app',
    target: 'audit',
    configuration: undefined,
    executor: 'go-vuln',
    options: {},
    settingsVariable: undefined,
  };
  const task = {
    id: target.id,
    workspaceRoot: root,
    stateDirectory: root,
    projectRoot: root,
    env: {},
    options: {},
  };
  return checkTaskHash(task, target, { executor: 'goshawk:go-vuln', cache }, context, new RunMemo());
}

it('refuses to run what must not be replayed, if it is cached', async () => {
  await expect(check(true)).rejects.toMatchObject({
    code: 'not-to-be-cached',
    exitCode: 2,
    message: expect.stringMatching(/^app:audit .* the vulnerability database changes/) as string,
  });
  await expect(check(false)).resolves.toBeUndefined();
  await expect(check(undefined)).resolves.toBeUndefined();
});
