import {
  appendFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { BuildFixture, builtCount, outputOf, program } from '../testing/build-fixture';
import { buildTasks } from './build-tasks';

jest.setTimeout(180_000);

const fixtures: BuildFixture[] = [];

function makeFixture(): BuildFixture {
  const fixture = new BuildFixture();
  fixtures.push(fixture);
  return fixture;
}

afterAll(() => {
  for (const fixture of fixtures) fixture.remove();
});

const runs = process.platform === 'win32' ? describe.skip : describe;

runs('an artifact', () => {
  it('is where project and platform say, and the task closes with one line', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('hello') } });
    const outcome = await fixture.build('app');
    expect(outcome).toMatchObject({ id: 'app:go-build', success: true });
    expect(outputOf(fixture.artifact('app', 'app'))).toBe('hello');
    expect(outcome.output).toMatch(
      /^goshawk: \S+-cgo0-[0-9a-f]{12} · \d+ packages · \d+ built, \d+ reused · \d+\.\d s\n$/,
    );
  });

  it('stays the same file when nothing changed, and is another when something did', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('one') } });
    await fixture.build('app');
    const artifact = fixture.artifact('app', 'app');
    const first = statSync(artifact);
    const again = await fixture.build('app');
    const second = statSync(artifact);
    // The go command itself sets the time of a target that it keeps (cmd/go/internal/work/buildid.go: useCache).
    expect(second.ino).toBe(first.ino);
    expect(builtCount(again)).toBe(0);
    fixture.write({ 'app/main.go': program('two') });
    const changed = await fixture.build('app');
    expect(builtCount(changed)).toBe(1);
    expect(outputOf(artifact)).toBe('two');
  });

  it('is made anew when somebody changed or removed it', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('right') } });
    await fixture.build('app');
    const artifact = fixture.artifact('app', 'app');
    const bytes = readFileSync(artifact);
    appendFileSync(artifact, 'tampered');
    await fixture.build('app');
    expect(readFileSync(artifact).equals(bytes)).toBe(true);
    const flipped = Buffer.from(bytes);
    flipped[bytes.length - 100] = (flipped[bytes.length - 100] ?? 0) ^ 1;
    writeFileSync(artifact, flipped);
    await fixture.build('app');
    expect(readFileSync(artifact).equals(bytes)).toBe(true);
    rmSync(artifact);
    await fixture.build('app');
    expect(readFileSync(artifact).equals(bytes)).toBe(true);
  });

  it('is never lost when a build fails', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('good') } });
    await fixture.build('app');
    for (const broken of [
      'package main\n\nfunc main() { x() }\n',
      'package main\n\nimport "ex/none"\n',
      '}',
    ]) {
      fixture.write({ 'app/main.go': broken });
      expect(await fixture.build('app')).toMatchObject({ success: false });
      expect(outputOf(fixture.artifact('app', 'app'))).toBe('good');
    }
    expect(existsSync(join(fixture.workspace, '.nx', 'goshawk', 'stage'))).toBe(true);
  });

  it('goes away when its program does, and what others put beside it stays', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'cmd/a/main.go': program('a'), 'cmd/b/main.go': program('b') } });
    await fixture.build('app');
    const [a, b] = ['a', 'b'].map((name) => fixture.artifact('app', name));
    const foreign = fixture.artifact('app', 'notes.txt');
    writeFileSync(foreign, 'mine');
    await fixture.build('app', { packages: ['./cmd/a'] });
    expect([a, b, foreign].map((file) => existsSync(file ?? ''))).toEqual([true, false, true]);
  });

  it('is not built over a directory in its place, and the message says what stands there', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('x') } });
    const artifact = fixture.artifact('app', 'app');
    mkdirSync(join(artifact, 'full'), { recursive: true });
    const outcome = await fixture.build('app');
    expect(outcome.success).toBe(false);
    expect(outcome.output).toContain(`${artifact} is a directory`);
  });

  it('has the platform, the tags and the linker flags of its options', async () => {
    const fixture = makeFixture();
    fixture.modules({
      app: {
        'main.go': 'package main\n\nvar v, w string\n\nfunc main() { println(v + "|" + w + "|" + tag) }\n',
        'on.go': '//go:build special\n\npackage main\n\nconst tag = "special"\n',
        'off.go': '//go:build !special\n\npackage main\n\nconst tag = "plain"\n',
      },
    });
    const ldflags = `-X 'main.v=two words' -X "main.w=it's"`;
    expect(await fixture.build('app', { ldflags })).toMatchObject({ success: true });
    expect(outputOf(fixture.artifact('app', 'app'))).toBe("two words|it's|plain");
    const tagged = await fixture.build('app', { tags: ['special'], ldflags: `-X 'main.v=a b'` });
    expect(tagged).toMatchObject({ success: true, output: expect.stringMatching(/^goshawk: /) });
    expect(outputOf(fixture.artifact('app', 'app'))).toBe('a b||special');
  });

  it('is right after a build constraint changed under the same size and mtime', async () => {
    const fixture = makeFixture();
    const sourceFor = (goos: string) =>
      `//go:build ${goos}\n\npackage main\n\nfunc init() { println("extra") }\n`;
    const time = new Date(Date.now() - 120_000);
    const other = process.platform === 'linux' ? 'plan9' : 'linux';
    const here = process.platform === 'linux' ? 'linux' : process.platform;
    const size = Math.max(other.length, here.length);
    fixture.modules({ app: { 'main.go': program('main') } });
    fixture.write({ 'app/extra.go': sourceFor(other.padEnd(size)) }, time);
    await fixture.build('app');
    expect(outputOf(fixture.artifact('app', 'app'))).toBe('main');
    fixture.write({ 'app/extra.go': sourceFor(here.padEnd(size)) }, time);
    await fixture.build('app');
    expect(outputOf(fixture.artifact('app', 'app'))).toBe('extra\nmain');
  });

  it('is built in directories with spaces and letters of any kind', async () => {
    const fixture = makeFixture();
    fixture.write({
      'go.work': 'go 1.21\n\nuse "./äpps/grüße wörld"\n',
      'äpps/grüße wörld/go.mod': 'module example.test/gruesse\n\ngo 1.21\n',
      'äpps/grüße wörld/main.go': program('grüße'),
    });
    const outcome = await fixture.build('äpps/grüße wörld');
    expect(outcome).toMatchObject({ success: true });
    expect(outputOf(fixture.artifact('äpps/grüße wörld', 'gruesse'))).toBe('grüße');
  });
});

runs('tasks of a batch', () => {
  it('fail alone, each with its own message', async () => {
    const fixture = makeFixture();
    fixture.modules({
      good: { 'main.go': program('good') },
      types: { 'main.go': 'package main\n\nfunc main() { undefinedInTypes() }\n' },
      syntax: { 'main.go': 'package main\n\nfunc main() {\n' },
      missing: { 'main.go': 'package main\n\nimport _ "example.test/nowhere"\n\nfunc main() {}\n' },
      fine: { 'main.go': program('fine') },
    });
    const projects = ['good', 'types', 'syntax', 'missing', 'fine'];
    const env = { GOPROXY: 'off' };
    const outcomes = await buildTasks(projects.map((project) => fixture.task(project, {}, env)));
    const byProject = new Map(outcomes.map((outcome) => [outcome.id.split(':')[0], outcome]));
    expect(projects.map((project) => byProject.get(project)?.success)).toEqual([
      true,
      false,
      false,
      false,
      true,
    ]);
    const messages = { types: 'undefinedInTypes', syntax: 'syntax/main.go', missing: 'example.test/nowhere' };
    for (const [project, words] of Object.entries(messages)) {
      const output = byProject.get(project)?.output ?? '';
      expect(output).toContain(words);
      const others = Object.entries(messages).filter(([name]) => name !== project);
      for (const [, foreign] of others) expect(output).not.toContain(foreign);
    }
    expect(byProject.get('good')?.output).toMatch(/^goshawk: .*\n$/);
    expect(outputOf(fixture.artifact('good', 'good'))).toBe('good');
    expect(outputOf(fixture.artifact('fine', 'fine'))).toBe('fine');
    expect(existsSync(fixture.artifact('types', 'types'))).toBe(false);
  });

  it('keep programs of one name apart, in one project too', async () => {
    const fixture = makeFixture();
    fixture.modules({
      one: { 'server/main.go': program('one') },
      two: { 'server/main.go': program('two') },
      three: { 'a/server/main.go': program('a'), 'b/server/main.go': program('b') },
    });
    const tasks = ['one', 'two', 'three'].map((project) => fixture.task(project, {}));
    const outcomes = await buildTasks(tasks);
    expect(outcomes.every(({ success }) => success)).toBe(true);
    const printed = [
      fixture.artifact('one', 'server'),
      fixture.artifact('two', 'server'),
      fixture.artifact('three', 'a-server'),
      fixture.artifact('three', 'b-server'),
    ].map(outputOf);
    expect(printed).toEqual(['one', 'two', 'a', 'b']);
  });

  it('compile libraries without an artifact, and fail where one does not compile', async () => {
    const fixture = makeFixture();
    fixture.modules({
      lib: { 'lib.go': 'package lib\n\nfunc F() {}\n' },
      bad: { 'bad.go': 'package bad\n\nfunc F() { undefinedInBad() }\n' },
    });
    const [lib, bad] = await buildTasks([fixture.task('lib', {}), fixture.task('bad', {})]);
    const outcomes = [lib, bad].sort((a, b) => (b?.id ?? '').localeCompare(a?.id ?? ''));
    expect(outcomes.map((outcome) => outcome?.success)).toEqual([true, false]);
    expect(outcomes[1]?.output).toContain('undefinedInBad');
    expect(existsSync(dirname(fixture.artifact('lib', 'x')))).toBe(false);
  });
});

describe('what cannot be built', () => {
  it.each([
    ['plan9', 'arm64'],
    ['nosuchos', 'amd64'],
  ])('is said in one message for the platform %s/%s', async (goos, goarch) => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('x') } });
    const outcome = await fixture.build('app', { goos, goarch });
    expect(outcome.success).toBe(false);
    expect(outcome.output).toContain(`${goos}/${goarch}`);
    expect(outcome.output).toContain('go tool dist list');
  });

  it('is said for a project without Go code', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('x') }, empty: {} });
    const outcome = await fixture.build('empty');
    expect(outcome.success).toBe(false);
    expect(outcome.output).toMatch(/matches no Go package in .*empty/);
  });

  it('is said for a module that go.work leaves out', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('x') } });
    fixture.write({ 'other/go.mod': 'module example.test/other\n', 'other/main.go': program('y') });
    const outcome = await fixture.build('other');
    expect(outcome.success).toBe(false);
    expect(outcome.output).toContain('go work use other');
  });

  it('is said for a go.mod that cannot be read, in the words of the go command', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('x') } });
    fixture.write({ 'app/go.mod': 'module example.test/app\n\nrequre x\n' });
    const outcome = await fixture.build('app');
    expect(outcome.success).toBe(false);
    expect(outcome.output).toContain('unknown directive: requre');
  });

  it('is said for a cache root that cannot be written', async () => {
    const fixture = makeFixture();
    fixture.modules({ app: { 'main.go': program('x') } });
    const cacheRoot = join(fixture.workspace, 'app', 'main.go');
    const outcome = await fixture.build('app', { cacheRoot });
    expect(outcome.success).toBe(false);
    expect(outcome.output).toContain(cacheRoot);
    expect(outcome.output).toContain('GOSHAWK_CACHE_ROOT');
  });
});
