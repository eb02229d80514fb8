import { greeting, testThat } from './fixture';
import type { PollutionRow } from './row';

/** Files that the build or the tests read. Rows for generate, tidy and lint belong beside their executors. */
export const fileRows: readonly PollutionRow[] = [
  {
    name: 'source of a dependency, for a build',
    target: 'go-build',
    shows: 'in the outcome',
    second: { files: { 'libs/greet/greet.go': greeting('good evening') } },
  },
  {
    name: 'source of a dependency, for a test that must fail now',
    target: 'go-test',
    shows: 'in the outcome',
    files: { 'apps/app/app_test.go': testThat('greet.Hello() == "hello"', 'example.test/greet') },
    second: { files: { 'libs/greet/greet.go': greeting('good evening') } },
    sampled: true,
  },
  {
    name: 'an embedded file',
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
