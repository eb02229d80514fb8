import { execFileSync } from 'node:child_process';
import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildTasks } from './build/build-tasks';
import { BuildFixture, builtCount, outputOf } from './testing/build-fixture';
import { testTasks } from './test';
import { vetTasks } from './vet';

jest.setTimeout(300_000);

/** All fixtures of this file share one cache, which no other spec sees: damage must not reach theirs. */
const cacheRoot = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-spec-damage-')));
let space: BuildFixture;

beforeEach(() => {
  space = new BuildFixture({}, cacheRoot);
});

afterEach(() => space.remove());

afterAll(() => rmSync(cacheRoot, { recursive: true, force: true }));

const main = `package main

import "example.test/app/lib"

func main() { println(lib.Word()) }
`;
const library = (word: string) => `package lib

//go:noinline
func Word() string { return "${word}" }
`;

/** A program that prints a word of a package, which nobody else has. */
function write(word: string): void {
  space.modules({ app: { 'main.go': main, 'lib/lib.go': library(word) } });
}

function gocache(): string {
  const [name, ...others] = readdirSync(cacheRoot).filter((one) =>
    existsSync(join(cacheRoot, one, 'dimension.json')),
  );
  if (name === undefined || others.length > 0) throw new Error(`${others.length + 1} dimensions.`);
  return join(cacheRoot, name, 'gocache');
}

/** Files of a cache whose names end in some way. */
function files(ending: '-a' | '-d'): string[] {
  return readdirSync(gocache(), { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith(ending))
    .map((name) => join(gocache(), name))
    .filter((file) => statSync(file).isFile());
}

/** Outputs that hold a text and begin as some kind does. */
function outputsWith(text: string, beginning = '!<arch>'): string[] {
  return files('-d').filter((file) => {
    const bytes = readFileSync(file);
    return bytes.subarray(0, beginning.length).toString() === beginning && bytes.includes(text);
  });
}

/** Replaces a text by another one of its length, and leaves the file's size and mtime. */
function alter(file: string, text: string, by: string): void {
  const { atime, mtime } = statSync(file);
  const bytes = readFileSync(file);
  for (let at = bytes.indexOf(text); at >= 0; at = bytes.indexOf(text, at + 1)) bytes.write(by, at);
  writeFileSync(file, bytes);
  utimesSync(file, atime, mtime);
}

function alterAll(text: string, by: string): void {
  const found = outputsWith(text);
  expect(found.length).toBeGreaterThan(0);
  for (const file of found) alter(file, text, by);
}

function quarantined(): string[] {
  const directory = join(gocache(), '..', 'quarantine');
  return existsSync(directory) ? readdirSync(directory) : [];
}

const program = () => space.artifact('app', 'app');

describe('an altered package', () => {
  it('that a task read the last time is found before Go reads it, and made anew', async () => {
    write('right-one');
    await space.build('app');
    alterAll('right-one', 'wrong-one');
    space.write({ 'app/main.go': main.replace('lib.Word()', '"says", lib.Word()') });
    const outcome = await space.build('app');
    expect(outcome).toMatchObject({ success: true });
    expect(outcome.output).toMatch(
      /^error output-altered: action [0-9a-f]{64} \(archive\): .*; moved into quarantine/m,
    );
    expect(outcome.output).not.toContain('running it again');
    expect(outputOf(program())).toBe('says right-one');
    const again = await space.build('app');
    expect(again.output).toMatch(/^goshawk: .* 0 built/);
  });

  it('that nobody expected is found after Go read it, and the program is linked anew before it is handed over', async () => {
    write('right-two');
    await space.build('app');
    write('other-two');
    await space.build('app');
    expect(outputOf(program())).toBe('other-two');
    alterAll('right-two', 'wrong-two');
    write('right-two');
    const outcome = await space.build('app');
    expect(outcome).toMatchObject({ success: true });
    expect(outcome.output).toContain('output-altered');
    expect(outputOf(program())).toBe('right-two');
  });

  it('leaves nothing of what another program had made from it', async () => {
    space.modules({
      app: {
        'main.go': 'package main\n\nimport "example.test/app/mid"\n\nfunc main() { println(mid.Name()) }\n',
        'mid/mid.go':
          'package mid\n\nimport "example.test/app/lib"\n\nfunc Name() string { return lib.Name }\n',
        'lib/lib.go': 'package lib\n\nconst Name = "right-three"\n',
      },
    });
    await space.build('app');
    expect(outputOf(program())).toBe('right-three');
    // Another program without verification: the middle package takes the altered constant.
    for (const file of outputsWith('right-three')) alter(file, 'right-three', 'wrong-three');
    space.write({
      'app/mid/mid.go':
        'package mid\n\nimport "example.test/app/lib"\n\nfunc Name() string { return "its " + lib.Name }\n',
    });
    const env = { ...process.env, GOCACHE: gocache(), CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false' };
    const plain = join(space.root, 'plain');
    execFileSync('go', ['build', '-o', plain, '.'], { cwd: join(space.workspace, 'app'), env });
    expect(outputOf(plain)).toBe('its wrong-three');
    const outcome = await space.build('app');
    expect(outcome).toMatchObject({ success: true });
    expect(outputOf(program())).toBe('its right-three');
  });

  it('fails the task under the policy fail, stays, and is only told under the policy report', async () => {
    write('right-four');
    await space.build('app');
    alterAll('right-four', 'wrong-four');
    rmSync(program());
    const before = quarantined().length;
    const task = { ...space.task('app', {}), cachePolicy: 'fail' } as const;
    const [failed] = await buildTasks([task]);
    expect(failed).toMatchObject({ success: false });
    expect(failed?.output).toMatch(/output-altered[\s\S]*goshawk cache verify --dimension \S+ --repair/);
    expect(existsSync(program())).toBe(false);
    const [told] = await buildTasks([{ ...task, cachePolicy: 'report' }]);
    expect(told).toMatchObject({ success: true });
    expect(told?.output).toContain('output-altered');
    expect(quarantined().length).toBe(before);
    const [repaired] = await buildTasks([{ ...task, cachePolicy: 'repair' }]);
    expect(repaired).toMatchObject({ success: true });
    expect(outputOf(program())).toBe('right-four');
  });
});

it('an entry that points at an older output of its package is moved, and the program is right', async () => {
  write('older-five');
  await space.build('app');
  const [older] = outputsWith('older-five');
  write('newer-five');
  await space.build('app');
  const [newer] = outputsWith('newer-five');
  if (older === undefined || newer === undefined) throw new Error('nothing compiled');
  const idOf = (file: string) => file.slice(-66, -2);
  for (const file of files('-a')) {
    const text = readFileSync(file, 'latin1');
    const { size } = statSync(older);
    if (text.includes(` ${idOf(newer)} `)) {
      const [version, action, , , time] = text.split(/ +/);
      writeFileSync(
        file,
        `${version} ${action} ${idOf(older)} ${String(size).padStart(20)} ${time?.trim().padStart(20)}\n`,
      );
    }
  }
  rmSync(program());
  const outcome = await space.build('app');
  expect(outcome.output).toContain('action-id-mismatch');
  expect(outputOf(program())).toBe('newer-five');
});

it('what no action graph names is verified before Go reads it', async () => {
  write('right-six');
  await space.build('app');
  const [index] = outputsWith('lib', 'go index v').filter((file) =>
    readFileSync(file).includes(space.workspace),
  );
  if (index === undefined) throw new Error('no index');
  const bytes = readFileSync(index);
  bytes.writeUInt8(bytes.readUInt8(bytes.length - 9) ^ 0xff, bytes.length - 9);
  writeFileSync(index, bytes);
  const outcome = await space.build('app');
  expect(outcome).toMatchObject({ success: true });
  expect(outcome.output).toMatch(/output-altered: action \S+ \(go-index\)/);
});

it('tests and vet read no altered package', async () => {
  write('right-sev');
  space.write({
    'app/lib/lib_test.go': `package lib

import "testing"

func TestWord(t *testing.T) {
	if Word() != "right-sev" {
		t.Fatal(Word())
	}
}
`,
  });
  const task = space.task('app', {});
  expect((await testTasks([task]))[0]).toMatchObject({ success: true });
  alterAll('right-sev', 'wrong-sev');
  const [tested] = await testTasks([task]);
  expect(tested).toMatchObject({ success: true });
  expect(tested?.output).toContain('output-altered');
  alterAll('right-sev', 'wrong-sev');
  const [vetted] = await vetTasks([task]);
  expect(vetted?.output).toContain('output-altered');
  alterAll('right-sev', 'wrong-sev');
  expect(builtCount(await space.build('app'))).toBeGreaterThan(0);
  expect(outputOf(program())).toBe('right-sev');
});
