import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { PostTasksExecutionContext, ProjectConfiguration } from '@nx/devkit';
import { readPluginOptions } from '../plugin-options';
import { stateDirectoryOf } from '../state-directory';
import { computeHashVariables } from '../task-hash/set-hash-variables';
import { attestationPath } from '../../actions';
import { BuildFixture, program } from '../../commands/testing/build-fixture';
import { checkArtifacts } from './check-artifacts';
import { expectArtifacts } from './expect-artifacts';
import { writeExpected } from './expected-artifacts';

jest.setTimeout(180_000);

const RUN = 'run';
const fixtures: BuildFixture[] = [];

afterAll(() => {
  for (const fixture of fixtures) fixture.remove();
});

/** A workspace with a program that go-build has built, and hooks around a run of that task. */
async function setUp(files: Readonly<Record<string, string>> = { 'main.go': program('app') }) {
  const fixture = new BuildFixture();
  fixtures.push(fixture);
  fixture.modules({ app: files });
  expect(await fixture.build('app')).toMatchObject({ success: true });
  const target = { executor: 'goshawk:go-build', cache: true, outputs: ['{workspaceRoot}/dist/app'] };
  const projects: Record<string, ProjectConfiguration> = {
    app: { root: 'app', targets: { 'go-build': target } },
  };
  const { workspace: workspaceRoot, cacheRoot } = fixture;
  const state = stateDirectoryOf(workspaceRoot, process.env);
  const before = async () => {
    const hashes = await computeHashVariables({
      workspaceRoot,
      argv: ['run', 'app:go-build'],
      projects,
      env: fixture.task('app', {}).env,
      pluginOptions: readPluginOptions({ cacheRoot }),
    });
    writeExpected(state, RUN, await expectArtifacts(hashes, projects));
    return hashes.variables;
  };
  const artifact = fixture.artifact('app', 'app');
  const after = (status = 'local-cache', outputs = ['dist/app']) =>
    checkArtifacts(contextOf(workspaceRoot, status, outputs), projects);
  return { fixture, state, artifact, before, after };
}

function contextOf(workspaceRoot: string, status: string, outputs: string[]): PostTasksExecutionContext {
  const target = { project: 'app', target: 'go-build' };
  const task = { id: 'app:go-build', target, overrides: {}, outputs, parallelism: true };
  const taskResults = { [task.id]: { task, status, code: 0 } };
  const rest = { nxJsonConfiguration: {}, argv: [], startTime: 0, endTime: 0 };
  return { id: RUN, workspaceRoot, taskResults, ...rest } as unknown as PostTasksExecutionContext;
}

function spoil(file: string): void {
  const bytes = readFileSync(file);
  bytes[5000] = (bytes[5000] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

const runs = process.platform === 'win32' ? describe.skip : describe;

runs('checkArtifacts', () => {
  it('has nothing to say of what was built, and leaves the hash as it was', async () => {
    const { before, after } = await setUp();
    const variables = await before();
    await expect(after()).resolves.toBeUndefined();
    expect(await before()).toEqual(variables);
  });

  it.each(['success', 'local-cache', 'local-cache-kept-existing', 'remote-cache'])(
    'moves a wrong artifact away after %s, fails, and gives the task another hash',
    async (status) => {
      const { before, after, artifact, state } = await setUp();
      const variables = await before();
      spoil(artifact);
      await expect(after(status)).rejects.toMatchObject({
        code: 'wrong-artifact',
        message: expect.stringMatching(
          /artifact-digest-mismatch: app:go-build: dist\/app\/[\w-]+\/app: .* moved to \.nx\/workspace-data\/goshawk\/quarantine\//,
        ),
      });
      expect(existsSync(artifact)).toBe(false);
      expect(existsSync(attestationPath(artifact))).toBe(false);
      const [place = ''] = readdirSync(join(state, 'quarantine'));
      expect(readdirSync(join(state, 'quarantine', place))).toContain(basename(artifact));
      const salted = await before();
      expect(Object.keys(salted)).toEqual(Object.keys(variables));
      expect(salted.GOSHAWK_INPUTS_APP).toMatch(/^app:go-build=[0-9a-f]{16}-[0-9a-f]{16}$/);
    },
  );

  it('is content with what is built anew, under the other hash', async () => {
    const { before, after, artifact, fixture } = await setUp();
    await before();
    spoil(artifact);
    await expect(after()).rejects.toMatchObject({ code: 'wrong-artifact' });
    await before();
    await fixture.build('app');
    await expect(after('success')).resolves.toBeUndefined();
  });

  it('finds that everything is gone, since it knows what should be there', async () => {
    const { before, after, fixture } = await setUp();
    await before();
    rmSync(join(fixture.workspace, 'dist'), { recursive: true });
    await expect(after()).rejects.toMatchObject({ message: expect.stringContaining('artifact-missing') });
  });

  it('finds what was built from other inputs, however right it is in itself', async () => {
    const { before, after, fixture } = await setUp();
    await before();
    await fixture.build('app', { tags: ['other'] });
    await expect(after()).rejects.toMatchObject({
      message: expect.stringContaining('artifact-dimension-mismatch'),
    });
  });

  it('takes the attestations for all there is to know where the other hook has left nothing', async () => {
    const { after, artifact, fixture } = await setUp();
    const outputs = [`dist/app/${artifact.split('/').at(-2) ?? ''}`];
    await fixture.build('app', { tags: ['other'] });
    await expect(after('local-cache', outputs)).resolves.toBeUndefined();
    writeFileSync(join(artifact, '..', 'sbom.intoto.json'), '{"_type":"https://example.test"}');
    await expect(after('local-cache', outputs)).resolves.toBeUndefined();
    spoil(artifact);
    await expect(after('local-cache', outputs)).rejects.toMatchObject({ code: 'wrong-artifact' });
  });

  it('leaves tasks alone that failed, and libraries', async () => {
    const { before, after, artifact } = await setUp();
    await before();
    spoil(artifact);
    await expect(after('failure')).resolves.toBeUndefined();
    const library = await setUp({ 'lib.go': 'package lib\n' });
    await library.before();
    await expect(library.after()).resolves.toBeUndefined();
  });
});
