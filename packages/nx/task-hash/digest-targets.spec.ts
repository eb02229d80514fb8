import { join } from 'node:path';
import { symlinkSync } from 'node:fs';
import { RunMemo } from '../../commands';
import { readPluginOptions } from '../plugin-options';
import { makeDirectory } from '../../support/testing/make-directory';
import type { GoTarget } from '../go-targets';
import { digestTargets } from './digest-targets';

function target(project: string, options: Readonly<Record<string, unknown>> = {}): GoTarget {
  const id = `${project}:go-build`;
  const [executor, name] = ['go-build', 'go-build'];
  const own = { configuration: undefined, settingsVariable: undefined };
  return { ...own, id, project, projectRoot: project, target: name, executor, options };
}

const modules = {
  'go.work': 'go 1.21\n\nuse ./fine\n',
  'fine/go.mod': 'module example.test/fine\n\ngo 1.21\n',
  'fine/fine.go': 'package fine\n',
};

describe('digestTargets', () => {
  it('gives a target that cannot be looked at a value of its own each time, and the others theirs', async () => {
    const workspaceRoot = makeDirectory(modules);
    symlinkSync('loop', join(workspaceRoot, 'loop'));
    const env = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '' };
    const pluginOptions = readPluginOptions({ cacheRoot: makeDirectory() });
    const look = async () => {
      const context = { workspaceRoot, env, pluginOptions, memo: new RunMemo() };
      const targets = ['fine', 'missing', 'loop'].map((project) => target(project));
      return (await digestTargets(targets, context)).map(({ digest }) => digest);
    };
    const [fine, missing, loop] = await look();
    const [fineAgain, , loopAgain] = await look();
    expect(fine).toMatch(/^[0-9a-f]{16}$/);
    expect(fineAgain).toBe(fine);
    expect(missing).toMatch(/^ENOENT-/);
    expect(loop).toMatch(/^ELOOP-/);
    expect(loopAgain).not.toBe(loop);
  });
});
