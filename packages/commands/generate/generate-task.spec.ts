import { chmodSync, existsSync, writeFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { GenerateOptions } from '../options/go-options';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { digestTaskInputs } from '../task-inputs';
import { GoSpace } from '../test/testing/go-space';
import { generateTasks } from './generate-task';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
});

afterEach(() => space.remove());

/** A program that writes its second argument into the file that its first one names. */
const WRITER = `//go:build ignore

package main

import "os"

func main() {
	if err := os.WriteFile(os.Args[1], []byte(os.Args[2]), 0o644); err != nil {
		panic(err)
	}
}
`;

const withDirectives = (...lines: string[]) =>
  `package m\n\n${lines.map((line) => `//go:generate ${line}\n`).join('')}`;

async function run(options: GenerateOptions = {}, declaredOutputs?: readonly string[], env = {}) {
  const task = { ...space.task('m', options, env), ...(declaredOutputs && { declaredOutputs }) };
  const [outcome] = await generateTasks([task]);
  return outcome;
}

it('runs the directives of the project and says how many files were written', async () => {
  space.modules({
    m: {
      'm.go': withDirectives('go run write.go one.txt "a b"'),
      'deep/deep.go': withDirectives('go run ../write.go two.txt $GOFILE').replace(
        'package m',
        'package deep',
      ),
      'write.go': WRITER,
    },
  });
  const outcome = await run();
  expect([outcome?.success, outcome?.output]).toEqual([true, expect.stringMatching(/ · 2 files written · /)]);
  expect(space.read('m/one.txt')).toBe('a b');
  expect(space.read('m/deep/two.txt')).toBe('deep.go');
});

it('runs those that run and skip choose', async () => {
  space.modules({
    m: {
      'm.go': withDirectives(
        'go run write.go one.txt 1',
        'go run write.go two.txt 2',
        'go run write.go other.txt 3',
      ),
      'write.go': WRITER,
    },
  });
  await run({ run: 'one|two', skip: 'two' });
  const made = ['one.txt', 'two.txt', 'other.txt'].map((name) =>
    existsSync(join(space.workspace, 'm', name)),
  );
  expect(made).toEqual([true, false, false]);
});

it('fails with what a directive says, and does not run the ones behind it', async () => {
  space.modules({
    m: {
      'm.go': withDirectives('go run write.go no/where.txt x', 'go run write.go two.txt y'),
      'write.go': WRITER,
    },
  });
  const outcome = await run();
  expect(outcome?.success).toBe(false);
  expect(outcome?.output).toMatch(/no\/where\.txt(.*\n)*m\/m\.go:3: running "go": exit status 1/);
  expect(existsSync(join(space.workspace, 'm', 'two.txt'))).toBe(false);
});

it('names programs that are not there with how to get them, and runs nothing', async () => {
  space.modules({
    m: {
      'm.go': withDirectives(
        'go run write.go one.txt x',
        'protoc --go_out=. --go-grpc_out=. a.proto',
        '-command paint stringer-of-mine -x',
        'paint y',
      ),
      'm_plan9.go': withDirectives('not-on-this-platform'),
      'write.go': WRITER,
    },
  });
  const outcome = await run();
  expect(outcome).toMatchObject({
    success: false,
    output: expect.stringMatching(/\[generator-not-found\]/) as string,
  });
  expect(outcome?.output).toContain(
    'protoc, protoc-gen-go, protoc-gen-go-grpc, stringer-of-mine are not in PATH',
  );
  expect(outcome?.output).toContain('Install protoc: https://protobuf.dev/installation.');
  expect(outcome?.output).toMatch(
    /go install google\.golang\.org\/protobuf\/cmd\/protoc-gen-go@latest`, or `go get -tool /,
  );
  expect(existsSync(join(space.workspace, 'm', 'one.txt'))).toBe(false);
});

it('refuses the result of a cached task that wrote more than its outputs say', async () => {
  space.modules({ m: { 'm.go': withDirectives('go run write.go one.txt x'), 'write.go': WRITER } });
  const refused = await run({}, ['m/gen']);
  expect(refused).toMatchObject({
    success: false,
    output: expect.stringMatching(
      /wrote m\/one\.txt, .*\[undeclared-output\]\n {2}Add "\{workspaceRoot\}\/m\/one\.txt"/,
    ) as string,
  });
  for (const outputs of [['m/one.txt'], ['m'], ['m/**/*.txt'], ['m/*.txt', '!m/two.txt']])
    expect([outputs, (await run({}, outputs))?.success]).toEqual([outputs, true]);
  expect((await run({}, ['m/*.txt', '!m/one.txt']))?.success).toBe(false);
});

(process.platform === 'win32' ? it.skip : it)(
  'is decided by programs in PATH and variables that directives name',
  async () => {
    space.modules({ m: { 'm.go': withDirectives('paint ${COLOUR}') } });
    const tool = join(space.root, 'bin', 'paint');
    space.write({ '../bin/paint': '#!/bin/sh\n' });
    chmodSync(tool, 0o755);
    const PATH = [join(space.root, 'bin'), process.env.PATH].join(delimiter);
    const digest = async (env: Record<string, string>) =>
      digestTaskInputs(
        await prepareTask(space.task('m', {}, { PATH, ...env }), new RunMemo()),
        'go-generate',
      );
    const before = await digest({ COLOUR: 'red' });
    expect(await digest({ COLOUR: 'red', OTHER: 'x' })).toBe(before);
    expect(await digest({ COLOUR: 'blue' })).not.toBe(before);
    writeFileSync(tool, '#!/bin/sh\nexit 0\n');
    expect(await digest({ COLOUR: 'red' })).not.toBe(before);
  },
);
