import type { ProjectConfiguration } from '@nx/devkit';
import { catchError } from '../../support/testing/catch-error';
import { makeDirectory } from '../../support/testing/make-directory';
import { TaskEnvironments } from '../task-hash/task-environment';
import { checkHostPlatform } from './check-host-platform';
import { defaultsOfTarget } from './target-defaults';

const LINUX = { GOOS: 'linux', GOARCH: 'amd64', GOENV: 'off' };
const WINDOWS = { ...LINUX, GOOS: 'windows' };

/** A project graph as it is made while the go command builds for a platform by default. */
function graphMadeUnder(env: Record<string, string>, options: Record<string, unknown> = {}) {
  const given = { executor: 'goshawk:go-build', options };
  const context = { root: 'apps/app', inputs: [] };
  const made = defaultsOfTarget(given, context, () => env);
  const targets = { 'go-build': { ...made, options: { ...(made.options as object), ...options } } };
  return { app: { root: 'apps/app', targets } satisfies ProjectConfiguration };
}

function under(env: Record<string, string>): TaskEnvironments {
  return new TaskEnvironments(makeDirectory(), env);
}

describe('checkHostPlatform', () => {
  it('lets a graph pass that was made for the platform of now', () => {
    expect(() => checkHostPlatform(graphMadeUnder(LINUX), under(LINUX))).not.toThrow();
  });

  it('refuses a graph that was made for another platform, and says what to run', () => {
    const error = catchError(() => checkHostPlatform(graphMadeUnder(LINUX), under(WINDOWS)));
    expect(error).toMatchObject({
      code: 'stale-project-graph',
      message: expect.stringMatching(/app:go-build.*built for linux by default; now it is windows/),
      next: expect.stringContaining('nx reset'),
    });
  });

  it('does not mind a target that names its platform', () => {
    const graph = graphMadeUnder(LINUX, { goos: 'darwin', goarch: 'arm64' });
    expect(() => checkHostPlatform(graph, under(WINDOWS))).not.toThrow();
  });

  it('does not mind a target whose env option names its platform', () => {
    const graph = graphMadeUnder(LINUX, { env: { GOOS: 'darwin', GOARCH: 'arm64' } });
    expect(() => checkHostPlatform(graph, under(WINDOWS))).not.toThrow();
  });

  it('refuses a target that names half of its platform when the other half changed', () => {
    const graph = graphMadeUnder(LINUX, { goos: 'darwin' });
    expect(() => checkHostPlatform(graph, under(LINUX))).not.toThrow();
    expect(() => checkHostPlatform(graph, under(WINDOWS))).not.toThrow();
    expect(catchError(() => checkHostPlatform(graph, under({ ...LINUX, GOARCH: 'arm64' })))).toMatchObject({
      code: 'stale-project-graph',
    });
  });

  it('leaves targets of other executors alone', () => {
    const targets = {
      build: { executor: 'nx:run-commands', metadata: { goshawkHostPlatform: { goos: 'plan9' } } },
    };
    const projects = { app: { root: 'app', targets: targets as ProjectConfiguration['targets'] } };
    expect(() => checkHostPlatform(projects, under(LINUX))).not.toThrow();
  });
});
