import {
  copyFileSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { FileDigests } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import { attest, makeProgram, type MadeProgram } from '../testing/made-artifact';
import { attestationPath, isAsAttested } from './attestation-file';
import type { AskedFor } from './judge-artifact';
import { verifyArtifact } from './verify-artifact';

jest.setTimeout(300_000);

let made: { linux: MadeProgram; windows: MadeProgram };

beforeAll(async () => {
  const [linux, windows] = [
    await makeProgram({ env: { GOOS: 'linux', GOARCH: 'amd64' } }),
    await makeProgram({ env: { GOOS: 'windows', GOARCH: 'amd64' } }),
  ];
  attest(linux);
  attest(windows);
  made = { linux, windows };
});

/** An attested linux program of the test's own. */
function program(): string {
  const file = join(makeDirectory(), 'app');
  copyFileSync(made.linux.file, file);
  copyFileSync(attestationPath(made.linux.file), attestationPath(file));
  return file;
}

function verify(file: string, asked?: AskedFor) {
  return verifyArtifact(file, new FileDigests(join(makeDirectory(), 'digests.json')), asked);
}

function codesOf(file: string, asked?: AskedFor): string[] {
  return verify(file, asked).findings.map(({ code }) => code);
}

function flipByte(file: string, offset: number): void {
  const bytes = readFileSync(file);
  bytes[offset] = (bytes[offset] ?? 0) ^ 1;
  writeFileSync(file, bytes);
}

describe('verifyArtifact', () => {
  it('finds nothing wrong with what was built, and compares what Go embedded in it', () => {
    const check = verify(program());
    expect(check).toMatchObject({
      findings: [],
      buildInfo: 'compared',
      digest: expect.stringMatching(/^\w{64}$/),
    });
  });

  it('finds nothing wrong with what nobody can read build information of, as long as its content is the same', () => {
    const file = join(makeDirectory({ app: '!<arch>\n' }), 'app');
    attest({ ...made.linux, file });
    expect(verify(file)).toMatchObject({ findings: [], buildInfo: 'unknown' });
    flipByte(file, 3);
    expect(codesOf(file)).toEqual(['artifact-digest-mismatch']);
  });

  const faults: [string, (file: string) => void, string[]][] = [
    ['a flipped byte', (file) => flipByte(file, 4000), ['artifact-digest-mismatch']],
    [
      'a truncated artifact',
      (file) => truncateSync(file, 1000),
      ['artifact-digest-mismatch', 'artifact-build-info-missing'],
    ],
    [
      'an empty artifact',
      (file) => writeFileSync(file, ''),
      ['artifact-digest-mismatch', 'artifact-build-info-missing'],
    ],
    [
      'a program for another platform',
      (file) => copyFileSync(made.windows.file, file),
      ['artifact-digest-mismatch', 'artifact-platform-mismatch'],
    ],
    [
      'the attestation of another platform',
      (file) => copyFileSync(attestationPath(made.windows.file), attestationPath(file)),
      ['artifact-digest-mismatch', 'artifact-platform-mismatch'],
    ],
    ['no artifact', (file) => rmSync(file), ['artifact-missing']],
    ['no attestation', (file) => rmSync(attestationPath(file)), ['attestation-missing']],
    ['neither of them', (file) => rmSync(dirname(file), { recursive: true }), ['artifact-missing']],
    [
      'half of the attestation',
      (file) => truncateSync(attestationPath(file), 500),
      ['attestation-malformed'],
    ],
    ['an empty attestation', (file) => writeFileSync(attestationPath(file), ''), ['attestation-malformed']],
    [
      'a directory in place of the artifact',
      (file) => {
        rmSync(file);
        mkdirSync(file);
      },
      ['artifact-unreadable'],
    ],
  ];

  it.each(faults)('finds %s', (_, spoil, codes) => {
    const file = program();
    spoil(file);
    expect(codesOf(file)).toEqual(codes);
    expect(isAsAttested(file)).toBe(!codes.some((code) => code !== 'artifact-platform-mismatch'));
  });

  it('finds the attestation of another artifact', () => {
    const file = program();
    const other = join(dirname(file), 'other');
    renameSync(file, other);
    renameSync(attestationPath(file), attestationPath(other));
    expect(codesOf(other)).toEqual(['attestation-names-other-artifact']);
  });

  it('finds what was built from something else than was asked for', () => {
    const file = program();
    const { taskInputs, dimension } = made.linux.origin;
    expect(codesOf(file, { taskInputs, dimension: dimension.name })).toEqual([]);
    expect(codesOf(file, { taskInputs: 'other', dimension: dimension.name })).toEqual([
      'artifact-inputs-mismatch',
    ]);
    const windows = made.windows.origin.dimension.name;
    expect(codesOf(file, { taskInputs, dimension: windows })).toEqual(['artifact-platform-mismatch']);
    const tagged = dimension.name.replace(/\w+$/, '0123456789ab');
    expect(codesOf(file, { taskInputs, dimension: tagged })).toEqual(['artifact-dimension-mismatch']);
  });
});
