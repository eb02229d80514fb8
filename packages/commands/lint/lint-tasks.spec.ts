import { chmodSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { findProgram } from '../../dimension';
import type { LintOptions } from '../options/go-options';
import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { digestTaskInputs } from '../task-inputs';
import { GoSpace } from '../test/testing/go-space';
import { lintTasks } from './lint-tasks';

jest.setTimeout(300_000);

let space: GoSpace;

beforeEach(() => {
  space = new GoSpace();
  space.modules({
    fine: { 'fine.go': 'package fine\n' },
    wrong: { 'wrong.go': 'package wrong\n\nimport "os"\n\nfunc F() { os.Remove("x") }\n' },
  });
});

afterEach(() => space.remove());

const bin = process.env.GOSHAWK_TEST_GOLANGCI_LINT ?? 'golangci-lint';
const isInstalled = findProgram(bin, process.env, process.cwd()) !== undefined;
const CONFIG = 'version: "2"\nlinters:\n  default: none\n  enable: [errcheck]\n';

async function run(project: string, options: LintOptions = {}, env = {}) {
  return (await lintTasks([space.task(project, options, env)]))[0];
}

const digest = async (options: LintOptions = {}) =>
  digestTaskInputs(await prepareTask(space.task('fine', options), new RunMemo()), 'go-lint');

it('fails with how to get it where it is not installed', async () => {
  const outcome = await run('fine', { binary: 'no-such-linter' });
  expect(outcome).toMatchObject({
    success: false,
    output: expect.stringMatching(
      /no-such-linter is not there.*\[golangci-lint-not-found\]\n {2}Install/,
    ) as string,
  });
});

it('runs the tool of go.mod where that names one, and says so where its module is not there', async () => {
  space.write({
    'fine/go.mod':
      'module example.test/fine\n\ngo 1.24\n\ntool github.com/golangci/golangci-lint/v2/cmd/golangci-lint\n',
    'go.work': 'go 1.24\n\nuse ./fine\n',
  });
  const outcome = await run('fine', {}, { GOPROXY: 'off' });
  expect(outcome?.success).toBe(false);
  expect(outcome?.output).toMatch(/no required module provides package github\.com\/golangci\/golangci-lint/);
});

it('is decided by the configuration that counts, the closest one or that of the option', async () => {
  const seen = [await digest()];
  space.write({ '.golangci.yaml': CONFIG });
  seen.push(await digest());
  space.write({ 'fine/.golangci.toml': 'version = "2"\n' });
  seen.push(await digest());
  space.write({ '.golangci.yaml': `${CONFIG}# other\n` });
  expect(await digest()).toBe(seen[2]);
  seen.push(await digest({ config: '.golangci.yaml' }));
  expect(new Set(seen).size).toBe(4);
  await expect(digest({ config: 'none.yml' })).rejects.toMatchObject({ code: 'lint-config-not-found' });
});

(process.platform === 'win32' ? it.skip : it)(
  'is decided by the linter, and hands it its configuration and caches',
  async () => {
    const script = '#!/bin/sh\necho "$@"\necho "$GOLANGCI_LINT_CACHE $GOCACHE"\n';
    space.write({ '../bin/golangci-lint': script, '.golangci.yml': CONFIG });
    const binary = join(space.root, 'bin', 'golangci-lint');
    chmodSync(binary, 0o755);
    const before = await digest({ binary });
    const PATH = [join(space.root, 'bin'), process.env.PATH].join(delimiter);
    const [one, other] = [
      await run('fine', { tags: 'x', fix: true, args: ['--fast'] }, { PATH }),
      await run('fine', { binary }),
    ];
    expect([one?.success, other?.success]).toEqual([true, true]);
    expect(one?.output).toMatch(
      /^run --config=.*\.golangci\.yml --allow-parallel-runners --color=never --build-tags=x --fix --fast \.\/\.\.\.\n/,
    );
    expect(other?.output).not.toContain('--fix');
    const [, dimension] = /\n(\S+)\/golangci-lint \S+\n/.exec(other?.output ?? '') ?? [];
    expect(other?.output).toContain(`${dimension}/golangci-lint ${dimension}/gocache\n`);
    space.write({ '../bin/golangci-lint': `${script}# newer\n` }, new Date());
    expect(await digest({ binary })).not.toBe(before);
  },
);

// Skipped, with this name, where it is not installed.
(isInstalled ? it : it.skip)(
  'with the real golangci-lint finds what the configuration looks for, changes nothing, and says what is wrong with an old one',
  async () => {
    space.write({ '.golangci.yml': CONFIG });
    const [fine, wrong] = [await run('fine', { binary: bin }), await run('wrong', { binary: bin })];
    expect([fine?.success, fine?.output]).toEqual([true, expect.any(String)]);
    expect(wrong).toMatchObject({
      success: false,
      output: expect.stringMatching(/Error return value of .os\.Remove/) as string,
    });
    expect(space.read('wrong/wrong.go')).toContain('os.Remove("x")');
    space.write({ '.golangci.yml': 'linters:\n  enable: [errcheck]\n' });
    expect((await run('fine', { binary: bin }))?.output).toContain('golangci-lint migrate');
  },
);
