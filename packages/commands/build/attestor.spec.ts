import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { FileDigests } from '../../support';
import { attestationPath, verifyArtifact, type Statement } from '../../actions';
import { PlacedArtifacts } from '../placed-artifacts';
import { BuildFixture, program } from '../testing/build-fixture';

jest.setTimeout(180_000);

const fixtures: BuildFixture[] = [];

function makeFixture(files: Readonly<Record<string, string>> = { 'main.go': program('app') }): BuildFixture {
  const fixture = new BuildFixture();
  fixtures.push(fixture);
  fixture.modules({ app: files });
  return fixture;
}

afterAll(() => {
  for (const fixture of fixtures) fixture.remove();
});

function attestation(artifact: string): Statement {
  return JSON.parse(readFileSync(attestationPath(artifact), 'utf8')) as Statement;
}

function actionId(artifact: string): string {
  return attestation(artifact).predicate.buildDefinition.internalParameters.taskActionId;
}

const ifCompiler = hasCompiler() ? it : it.skip;

function hasCompiler(): boolean {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

const runs = process.platform === 'win32' ? describe.skip : describe;

runs('the attestation of a go-build', () => {
  it('lies beside the artifact and says what it was built from', async () => {
    const fixture = makeFixture();
    expect(await fixture.build('app', { tags: ['x'] })).toMatchObject({ success: true });
    const artifact = fixture.artifact('app', 'app');
    const { findings, buildInfo } = verifyArtifact(
      artifact,
      new FileDigests(join(fixture.root, 'digests.json')),
    );
    expect({ findings, buildInfo }).toEqual({ findings: [], buildInfo: 'compared' });
    const { externalParameters, internalParameters } = attestation(artifact).predicate.buildDefinition;
    expect(externalParameters).toEqual({
      importPath: 'example.test/app',
      packages: [],
      flags: ['-buildvcs=false', '-tags=x'],
      stamp: false,
    });
    expect(internalParameters.taskActionId).toMatch(/^build@[0-9a-f]{16}$/);
    expect(internalParameters.dimension.components).toContainEqual(
      expect.objectContaining({ name: 'tags', value: 'x', source: 'flag -tags' }),
    );
  });

  it('has the same bytes for the same sources in another place, and after a build that did nothing', async () => {
    const fixtures = [makeFixture(), makeFixture()];
    const texts: string[] = [];
    for (const fixture of [...fixtures, ...fixtures]) {
      await fixture.build('app', { trimpath: true });
      texts.push(readFileSync(attestationPath(fixture.artifact('app', 'app')), 'utf8'));
    }
    expect(new Set(texts).size).toBe(1);
    expect(texts[0]).not.toContain(fixtures[0]?.root);
  });

  it('has another action ID after an edit of any source, and none after one of a test', async () => {
    const fixture = makeFixture({
      'main.go':
        'package main\n\nimport (\n\t_ "embed"\n\n\t"example.test/app/lib"\n)\n\n//go:embed text.txt\nvar text string\n\nfunc main() { lib.Print(); println(text) }\n',
      'text.txt': 'one',
      'lib/lib.go': 'package lib\n\nfunc Print() { println("lib") }\n',
      'lib/lib_test.go': 'package lib\n',
      'other/other.go': 'package other\n',
    });
    const build = async (files: Readonly<Record<string, string>>) => {
      fixture.write(files);
      await fixture.build('app');
      return actionId(fixture.artifact('app', 'app'));
    };
    const first = await build({});
    expect(await build({ 'app/lib/lib_test.go': 'package lib // tests\n' })).toBe(first);
    expect(await build({ 'app/other/other.go': 'package other // nobody imports it\n' })).toBe(first);
    const ids = [
      first,
      await build({ 'app/text.txt': 'two' }),
      await build({ 'app/lib/lib.go': 'package lib\n\nfunc Print() { println("bill") }\n' }),
      await build({ 'app/more.go': 'package main\n' }),
    ];
    expect(new Set(ids).size).toBe(ids.length);
  });

  it('goes away with its program, and those that others put there stay', async () => {
    const fixture = makeFixture({ 'cmd/a/main.go': program('a'), 'cmd/b/main.go': program('b') });
    await fixture.build('app');
    const [a, b] = ['a', 'b'].map((name) => attestationPath(fixture.artifact('app', name)));
    const foreign = attestationPath(fixture.artifact('app', 'foreign'));
    writeFileSync(foreign, '{}');
    await fixture.build('app', { packages: ['./cmd/a'] });
    expect([a, b, foreign].map((file) => existsSync(file ?? ''))).toEqual([true, false, true]);
  });

  it('has the commit and its state where they are stamped', async () => {
    const fixture = makeFixture();
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], {
        cwd: fixture.workspace,
        encoding: 'utf8',
      }).trim();
    writeFileSync(join(fixture.workspace, '.gitignore'), '.nx\ndist\n');
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    const outcome = await fixture.build('app', { stamp: true }, { GOFLAGS: '' });
    expect(outcome).toMatchObject({ success: true });
    const { externalParameters, resolvedDependencies } = attestation(fixture.artifact('app', 'app')).predicate
      .buildDefinition;
    expect(externalParameters.stamp).toBe(true);
    expect(resolvedDependencies).toContainEqual({
      name: 'commit',
      digest: { gitCommit: git('rev-parse', 'HEAD') },
      annotations: expect.objectContaining({ vcs: 'git', modified: 'false' }),
    });
  });

  ifCompiler(
    'of a C archive says that nothing is known of what it consists of, and leaves its header alone',
    async () => {
      const fixture = makeFixture({
        'main.go':
          'package main\n\nimport "C"\n\n//export Answer\nfunc Answer() int { return 42 }\n\nfunc main() {}\n',
      });
      const outcome = await fixture.build('app', { buildmode: 'c-archive', cgo: true });
      expect(outcome).toMatchObject({ success: true });
      const archive = fixture.artifact('app', 'app.a');
      expect(attestation(archive).predicate.buildDefinition.internalParameters.buildInfo).toBe('unknown');
      const digests = new FileDigests(join(fixture.root, 'digests.json'));
      expect(verifyArtifact(archive, digests)).toMatchObject({ findings: [], buildInfo: 'unknown' });
      expect(existsSync(fixture.artifact('app', 'app.h'))).toBe(true);
      expect(existsSync(attestationPath(fixture.artifact('app', 'app.h')))).toBe(false);
    },
  );

  it('fails its task, and no other, where a directory stands in its place', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('app') }, other: { 'main.go': program('other') } });
    mkdirSync(join(attestationPath(fixture.artifact('app', 'app')), 'full'), { recursive: true });
    const outcome = await fixture.build('app');
    expect(outcome.success).toBe(false);
    expect(outcome.output).toContain('attestation-not-written');
    expect(await fixture.build('other')).toMatchObject({ success: true });
  });

  it('is never written for an artifact that rotted where its times do not show it', async () => {
    const fixture = makeFixture();
    await fixture.build('app');
    const artifact = fixture.artifact('app', 'app');
    const right = readFileSync(artifact);
    const rotten = Buffer.from(right);
    rotten[5000] = (rotten[5000] ?? 0) ^ 1;
    writeFileSync(artifact, rotten);
    // As if the file had been like that when it was put in place.
    const { name } = attestation(artifact).predicate.buildDefinition.internalParameters.dimension;
    new PlacedArtifacts(join(fixture.cacheRoot, name)).add([artifact]);
    await fixture.build('app');
    expect(readFileSync(artifact).equals(right)).toBe(true);
  });
});
