import { fileRows } from '../pollution/file-rows';
import { pollutionFixture } from '../pollution/fixture';
import { goRows } from '../pollution/go-rows';
import { judge } from '../pollution/judge';
import { replayRow } from '../pollution/replay';
import type { PollutionRow } from '../pollution/row';
import type { Files } from './files';
import { useWorkspaces } from './use-workspaces';

const workspace = useWorkspaces();

/** The same workspace with a shell command where Goshawk's executors would be, and with Nx's default inputs. */
const withoutGoshawk: Files = {
  'nx.json': { neverConnectToCloud: true, analytics: false },
  'apps/app/project.json': {
    name: 'app',
    implicitDependencies: ['greet'],
    targets: {
      'go-build': shellTarget(
        'go build -buildvcs=false -o ../../dist/apps/app/$(go env GOOS)-$(go env GOARCH)/app$(go env GOEXE) .',
        ['{workspaceRoot}/dist/apps/app'],
      ),
      'go-test': shellTarget('go test ./...', []),
    },
  },
};

it.each([
  ['the control', 'nothing at all (control)', 'right'],
  ['a change of GOOS', 'GOOS', 'stale'],
  ['the source of a dependency', 'source of a dependency, for a test that must fail now', 'right'],
])('the table judges %s of a target without Goshawk as it is known to be', async (_, name, verdict) => {
  const row = findRow(name);
  const files = { ...pollutionFixture, ...row.files, ...withoutGoshawk };
  expect(judge(row, await replayRow(row, await workspace(files)))).toMatch(new RegExp(`^${verdict}`));
});

function findRow(name: string): PollutionRow {
  const row = [...goRows, ...fileRows].find((candidate) => candidate.name === name);
  if (row === undefined) throw new Error(`no row of the pollution table is called ${name}`);
  return row;
}

function shellTarget(command: string, outputs: string[]): object {
  return {
    executor: 'nx:run-commands',
    cache: true,
    inputs: ['default', '^default', '{workspaceRoot}/go.work'],
    outputs,
    options: { command, cwd: '{projectRoot}' },
  };
}
