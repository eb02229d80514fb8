import { basename, dirname, join } from 'node:path';
import { appendFileSync, rmSync } from 'node:fs';
import { attestationPath } from '../../actions';
import { attest, makeProgram } from '../../actions/testing/made-artifact';
import { catchError } from '../../support/testing/catch-error';
import { attestDocument, renderAttested } from './attest-document';
import { verifyFiles } from './verify-files';

jest.setTimeout(180_000);

async function setUp() {
  const made = await makeProgram();
  attest(made);
  return { ...made, cwd: dirname(made.file), name: basename(made.file) };
}

describe('verifyFiles', () => {
  it('checks an artifact once, whether it or its attestation is named, or both are', async () => {
    const { file, cwd, name, origin } = await setUp();
    const document = attestDocument(verifyFiles([name, `${name}.intoto.json`, file], cwd), cwd);
    expect(document).toEqual({
      schemaVersion: 1,
      artifacts: [
        {
          artifact: name,
          result: 'fine',
          digest: document.artifacts[0]?.attested?.digest,
          attested: {
            digest: expect.stringMatching(/^[0-9a-f]{64}$/),
            importPath: 'ex',
            dimension: origin.dimension.name,
            taskActionId: 'build@0123456789abcdef',
          },
          buildInfo: 'compared',
          findings: [],
        },
      ],
    });
    expect(renderAttested(document)).toMatch(
      /^ARTIFACT +RESULT +PROGRAM +DIMENSION +BUILD INFO\napp +fine +ex +\S+ +compared\n$/,
    );
  });

  it('prints a line for each finding below the table', async () => {
    const { file, cwd, name } = await setUp();
    appendFileSync(file, 'more');
    const text = renderAttested(attestDocument(verifyFiles([name], cwd), cwd));
    expect(text).toMatch(
      /\napp +wrong .*\n\nerror artifact-digest-mismatch: app: its SHA-256 is .*; build it anew\n$/,
    );
  });

  it('checks what is left of an artifact and an attestation, and refuses what is nothing', async () => {
    const { file, cwd, name } = await setUp();
    rmSync(file);
    const codes = (named: string) =>
      verifyFiles([named], cwd).flatMap(({ findings }) => findings.map(({ code }) => code));
    expect(codes(name)).toEqual(['artifact-missing']);
    rmSync(attestationPath(file));
    expect(catchError(() => verifyFiles([name], cwd))).toMatchObject({ code: 'no-such-file', exitCode: 2 });
    expect(catchError(() => verifyFiles([join(cwd, 'x.intoto.json')], cwd))).toMatchObject({ exitCode: 2 });
  });
});
