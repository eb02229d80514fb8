import { devNull } from 'node:os';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { findGo } from './find-go';
import { readGoEnv, type GoEnvRequest } from './go-env';
import { GoEnvReader } from './go-env-reader';

jest.setTimeout(60_000);

const go = findGo({ env: process.env, cwd: __dirname });

function counted() {
  const asked: string[] = [];
  const reader = new GoEnvReader((request: GoEnvRequest) => {
    asked.push(request.cwd);
    return readGoEnv(request);
  });
  return { asked, reader };
}

function makeWorkspace(): string {
  const module = (name: string): string => `module example.com/${name}\ngo 1.21\n`;
  return makeDirectory({
    'go.work': 'go 1.21\nuse (\n\t./a\n\t./b\n)\n',
    'a/go.mod': module('a'),
    'b/go.mod': module('b'),
    'b/deep/x.go': 'package deep\n',
    'outside/go.mod': module('outside'),
  });
}

const PLACES = ['a', 'b', 'b/deep', '.', 'outside'];

describe('GoEnvReader', () => {
  it('asks once for all directories of a workspace, and gives each what Go would', async () => {
    const root = makeWorkspace();
    const env = goEnvironment();
    const { asked, reader } = counted();
    const answers = await Promise.all(
      PLACES.map((place) => reader.readGoEnv({ go, cwd: join(root, place), env })),
    );
    expect(asked).toHaveLength(1);
    for (const [index, place] of PLACES.entries()) {
      const theirs = askGoItself(['env', 'GOMOD', 'GOWORK', 'GOVERSION'], join(root, place), env);
      const ours = answers[index];
      expect([ours?.GOMOD, ours?.GOWORK, ours?.GOVERSION, ''].join('\n')).toBe(theirs);
    }
  });

  it('gives the same whichever directory was the first', async () => {
    const root = makeWorkspace();
    const { reader } = counted();
    const env = goEnvironment();
    expect((await reader.readGoEnv({ go, cwd: root, env })).GOMOD).toBe(devNull);
    expect((await reader.readGoEnv({ go, cwd: join(root, 'a'), env })).GOMOD).toBe(join(root, 'a', 'go.mod'));
  });

  it('asks for each module when the go env file switches the workspace off', async () => {
    const root = makeWorkspace();
    const file = join(makeDirectory({ env: 'GOWORK=off\n' }), 'env');
    const env = goEnvironment({ GOENV: file });
    const { asked, reader } = counted();
    const places = [join(root, 'a'), join(root, 'b'), join(root, 'b', 'deep')];
    const answers = await Promise.all(places.map((cwd) => reader.readGoEnv({ go, cwd, env })));
    expect(answers.map((answer) => answer.GOMOD)).toEqual([
      join(root, 'a', 'go.mod'),
      join(root, 'b', 'go.mod'),
      join(root, 'b', 'go.mod'),
    ]);
    expect(asked).toHaveLength(3); // Once for the workspace, once for each module.
  });

  it('asks again for another environment or another module', async () => {
    const root = makeWorkspace();
    const { asked, reader } = counted();
    const env = goEnvironment({ GOWORK: 'off' });
    await reader.readGoEnv({ go, cwd: join(root, 'a'), env });
    await reader.readGoEnv({ go, cwd: join(root, 'a'), env: { ...env } });
    expect(asked).toHaveLength(1);
    await reader.readGoEnv({ go, cwd: join(root, 'b'), env });
    const arm = await reader.readGoEnv({ go, cwd: join(root, 'a'), env: { ...env, GOARCH: 'arm64' } });
    expect([asked.length, arm.GOARCH]).toEqual([3, 'arm64']);
  });
});
