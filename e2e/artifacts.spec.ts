import { execFileSync } from 'node:child_process';
import {
  copyFileSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { newestNx, nxVersions } from './support/seed';
import { isFullMatrix } from './support/mode';
import { expectExit } from './support/expect-exit';
import { goModule, goWork, printing } from './support/go-files';
import { programPath } from './support/host';
import { isHit } from './support/nx-output';
import { itUnless } from './support/skips';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();

const build = ['run', 'app:go-build'];
const program = programPath('apps/app', 'app');
const attestation = `${program}.intoto.json`;
/** Where `nx run app:go-build --goos=windows` puts the program. */
const windows = 'dist/apps/app/windows-amd64/app.exe';
const files = { ...goWork('apps/app'), ...goModule('apps/app', { 'main.go': printing('"app"') }) };

/** A way in which what Nx has stored may be wrong: what is found, and how it comes about. */
type Fault = readonly [name: string, code: string, spoil: (stored: Stored, space: Workspace) => void];

const faults: readonly Fault[] = [
  ['a flipped byte', 'artifact-digest-mismatch', ({ programs }) => programs.forEach(flipByte)],
  [
    'half of the artifact',
    'artifact-build-info-missing',
    ({ programs }) => programs.forEach((file) => truncateSync(file, 100_000)),
  ],
  [
    'the program for another platform under the name of this one',
    'artifact-platform-mismatch',
    ({ programs }, space) => programs.forEach((file) => copyFileSync(space.path('windows.exe'), file)),
  ],
  [
    'program and attestation of another platform',
    'artifact-platform-mismatch',
    ({ programs, attestations }, space) => {
      programs.forEach((file) => copyFileSync(space.path('windows.exe'), file));
      const theirs = space.read('windows.exe.json').replace('"app.exe"', JSON.stringify(basename(program)));
      attestations.forEach((file) => writeFileSync(file, theirs));
    },
  ],
  [
    'no attestation',
    'attestation-missing',
    ({ attestations }) => attestations.forEach((file) => rmSync(file)),
  ],
  ['no artifact', 'artifact-missing', ({ programs }) => programs.forEach((file) => rmSync(file))],
  [
    'neither artifact nor attestation',
    'artifact-missing',
    ({ programs, attestations }) => [...programs, ...attestations].forEach((file) => rmSync(file)),
  ],
];

const versions = isFullMatrix ? nxVersions : [newestNx];

it.each(versions)('fails once when Nx %s replays what was not built, and builds it anew next', async (nx) => {
  const space = await workspace(files, { nx });
  expectExit(await space.nx([...build, '--goos=windows', '--goarch=amd64']), 0);
  copyFileSync(space.path(windows), space.path('windows.exe'));
  copyFileSync(space.path(`${windows}.intoto.json`), space.path('windows.exe.json'));
  expectExit(await space.nx(build), 0);
  for (const [name, code, spoil] of faults) {
    spoil(storedIn(space), space);
    space.remove('dist');
    await expectFailsOnce(space, name, code);
  }
});

itUnless(process.platform === 'win32' ? 'touch -r is no command of Windows' : undefined)(
  'fails once when Nx keeps an output that a bad disk has changed, and builds it anew in the next run',
  async () => {
    const space = await workspace(files, { daemon: 'on' });
    for (let run = 0; run < 2; run++) expectExit(await space.nx(build), 0);
    flipByteUnseen(space.path(program));
    await expectFailsOnce(space, 'existing outputs match the cache', 'artifact-digest-mismatch');
  },
);

it('attests artifacts for other tools and for people', async () => {
  const space = await workspace(files);
  expectExit(await space.nx(build), 0);
  const statement = JSON.parse(space.read(attestation)) as Record<string, unknown>;
  expect(statement).toMatchObject({
    _type: 'https://in-toto.io/Statement/v1',
    predicateType: 'https://slsa.dev/provenance/v1',
  });
  expectExit(await space.goshawk(['attest', 'verify', program]), 0);
  flipByte(space.path(program));
  const wrong = await space.goshawk(['attest', 'verify', attestation, '--json']);
  expectExit(wrong, 3);
  expect(JSON.parse(wrong.stdout)).toMatchObject({
    schemaVersion: 1,
    artifacts: [{ artifact: program, result: 'wrong', findings: [{ code: 'artifact-digest-mismatch' }] }],
  });
});

/** Runs the task until it is right again, which is at once. */
async function expectFailsOnce(space: Workspace, name: string, code: string): Promise<void> {
  const wrong = await space.nx(build);
  expect(`${name}: ${wrong.output}`).toContain(code);
  expect(isHit(wrong.output)).toBe(true);
  expectExit(wrong, 1);
  expect(space.has(program)).toBe(false);
  const mended = await space.nx(build);
  expectExit(mended, 0);
  expect(isHit(mended.output)).toBe(false);
  expect(await space.print(program)).toBe('app');
  space.remove('dist');
  const replayed = await space.nx(build);
  expectExit(replayed, 0);
  expect(isHit(replayed.output)).toBe(true);
  expect(await space.print(program)).toBe('app');
}

function flipByte(file: string): void {
  const bytes = readFileSync(file);
  const middle = bytes.length >> 1;
  bytes[middle] = (bytes[middle] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

/** Damages a file as a bad disk would: size and modification time are what they were, to the nanosecond. */
function flipByteUnseen(file: string): void {
  const directory = mkdtempSync(join(tmpdir(), 'goshawk-time-'));
  const time = join(directory, 'time');
  execFileSync('touch', ['-r', file, time]);
  flipByte(file);
  execFileSync('touch', ['-r', time, file]);
  rmSync(directory, { recursive: true });
}

/** What Nx keeps in its own cache of the task's outputs, of every result that it has. */
interface Stored {
  readonly programs: readonly string[];
  readonly attestations: readonly string[];
}

function storedIn(space: Workspace): Stored {
  const cache = space.path('.nx', 'cache');
  const entries = readdirSync(cache, { recursive: true, encoding: 'utf8' }).map((path) =>
    path.replaceAll('\\', '/'),
  );
  const copiesOf = (output: string) =>
    entries.filter((path) => path.endsWith(`/${output}`)).map((path) => join(cache, path));
  return { programs: copiesOf(program), attestations: copiesOf(attestation) };
}
