import { detected } from '../faults/row';
import type { Files } from '../support/files';
import { cRows } from '../pollution/c-rows';
import { fileRows } from '../pollution/file-rows';
import { pollutionFixture } from '../pollution/fixture';
import { goRows } from '../pollution/go-rows';
import type { PollutionRow, State } from '../pollution/row';

/** What is Nx's in the fixture and in rows. */
const ofNx = /(^|\/)project\.json$/;

/** The rows of Nx that say something of Turborepo, which knows no dotenv files and no options of targets. */
export const turboRows: readonly PollutionRow[] = [
  ...[...goRows, ...cRows, ...fileRows].filter((row) => !isOfNx(row)).map(withoutNx),
  {
    name: 'XDG_CONFIG_HOME, with a setting made there by go env -w',
    target: 'go-build',
    shows: 'in the outcome',
    second: {
      files: { 'home/go/env': 'GOARCH=arm64\n' },
      env: (workspace) => ({ GOENV: undefined, XDG_CONFIG_HOME: workspace.path('home') }),
    },
  },
  {
    name: 'a file outside its module that a test reads',
    target: 'go-test',
    shows: 'in the outcome',
    isCheap: true,
    files: {
      'apps/app/app_test.go':
        'package main\n\nimport (\n\t"os"\n\t"testing"\n)\n\nfunc TestIt(t *testing.T) {\n\tif content, _ := os.ReadFile("../../shared.txt"); string(content) != "fine" {\n\t\tt.Fatal(string(content))\n\t}\n}\n',
      'shared.txt': 'fine',
    },
    second: { files: { 'shared.txt': 'broken' } },
    expected: { nx: detected('undeclared-input') },
    why: 'only the test knows that it reads it',
  },
];

export const turboFixture: Files = Object.fromEntries(
  Object.entries(pollutionFixture).filter(([path]) => !ofNx.test(path)),
);

function isOfNx(row: PollutionRow): boolean {
  const states = [row.first ?? {}, row.second ?? {}];
  const isFile = (name: string) => ofNx.test(name) || /(^|\/)\.env$/.test(name);
  const onlyNx = ({ files = {}, nxArgs }: State) =>
    nxArgs !== undefined || Object.keys(files).some((name) => isFile(name));
  return states.some(onlyNx);
}

function withoutNx(row: PollutionRow): PollutionRow {
  const files = Object.entries(row.files ?? {}).filter(([path]) => !ofNx.test(path));
  return { ...row, files: Object.fromEntries(files) };
}
