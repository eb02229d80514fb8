import { greeting, pollutionFixture, testThat } from './fixture';
import { e2eDirectory } from '../support/directories';
import type { Workspace } from '../support/workspace';
import type { PollutionRow } from './row';

/** Files that the build or the tests read. Rows for generate, tidy and lint belong beside their executors. */
export const fileRows: readonly PollutionRow[] = [
  {
    name: 'source of a dependency, for a build',
    isCheap: true,
    target: 'go-build',
    shows: 'in the outcome',
    second: { files: { 'libs/greet/greet.go': greeting('good evening') } },
  },
  {
    name: 'source of a dependency, for a test that must fail now',
    isCheap: true,
    target: 'go-test',
    shows: 'in the outcome',
    files: { 'apps/app/app_test.go': testThat('greet.Hello() == "hello"', 'example.test/greet') },
    second: { files: { 'libs/greet/greet.go': greeting('good evening') } },
    sampled: true,
  },
  {
    name: 'an embedded file',
    isCheap: true,
    target: 'go-build',
    shows: 'in the outcome',
    files: {
      'apps/app/embedded.go':
        'package main\n\nimport _ "embed"\n\n//go:embed motto.txt\nvar motto string\n\nfunc init() { println(motto) }\n',
      'apps/app/motto.txt': 'first\n',
    },
    second: { files: { 'apps/app/motto.txt': 'second\n' } },
  },
  {
    name: 'a testdata file, for a test that must fail now',
    isCheap: true,
    target: 'go-test',
    shows: 'in the outcome',
    files: {
      'apps/app/app_test.go': testThat(
        'func() string { content, _ := os.ReadFile("testdata/expected.txt"); return string(content) }() == "fine\\n"',
        'os',
      ),
      'apps/app/testdata/expected.txt': 'fine\n',
    },
    second: { files: { 'apps/app/testdata/expected.txt': 'broken\n' } },
    sampled: true,
  },
  {
    name: 'a godebug line of go.mod',
    target: 'go-build',
    shows: 'in the outcome',
    files: { 'apps/app/go.mod': 'module example.test/app\n\ngo 1.21\n' },
    second: { files: { 'go.work': `${pollutionFixture['go.work'] as string}\ngodebug panicnil=1\n` } },
    isCheap: true,
  },
  {
    name: 'the go line of go.mod',
    target: 'go-build',
    shows: 'in the outcome',
    files: {
      'apps/app/loop.go':
        'package main\n\nfunc init() {\n\tvar last func() int\n\tfor i := 0; i < 2; i++ {\n\t\tif last == nil {\n\t\t\tlast = func() int { return i }\n\t\t}\n\t}\n\tprintln("i", last())\n}\n',
    },
    second: {
      files: {
        'apps/app/go.mod': 'module example.test/app\n\ngo 1.22\n',
        'go.work': 'go 1.22\n\nuse (\n\t./apps/app\n\t./libs/greet\n)\n',
      },
    },
    isCheap: true,
  },
  {
    name: 'a profile, default.pgo',
    target: 'go-build',
    shows: 'in the outcome',
    needs: 'sh',
    second: { apply: writeProfile },
  },
  {
    name: 'go.work, which leads the import to another module',
    target: 'go-build',
    shows: 'in the outcome',
    files: {
      'apps/app/project.json': {
        name: 'app',
        implicitDependencies: ['greet', 'other'],
        targets: { 'go-build': { executor: 'goshawk:go-build' } },
      },
      'libs/other/project.json': { name: 'other', targets: {} },
      'libs/other/go.mod': 'module example.test/greet\n\ngo 1.21\n',
      'libs/other/greet.go': greeting('from elsewhere'),
    },
    second: { files: { 'go.work': 'go 1.21\n\nuse (\n\t./apps/app\n\t./libs/other\n)\n' } },
  },
];

/** A profile of the program itself, in which nothing was measured. */
async function writeProfile(workspace: Workspace): Promise<void> {
  workspace.write({
    'profile/main.go':
      'package main\n\nimport (\n\t"os"\n\t"runtime/pprof"\n)\n\nfunc main() {\n\tpprof.StartCPUProfile(os.Stdout)\n\tpprof.StopCPUProfile()\n}\n',
  });
  const script = 'go run main.go > ../apps/app/default.pgo';
  const env = { GOWORK: 'off', GOCACHE: e2eDirectory('plain-cache') };
  const { exitCode, output } = await workspace.run('sh', ['-euc', script], { directory: 'profile', env });
  if (exitCode !== 0) throw new Error(output);
}
