import { existsSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { FileDigests } from '../../support';
import { makeDirectory } from '../../support/testing/make-directory';
import { quarantineArtifact, type QuarantineRecord } from './quarantine';
import { verifyArtifact } from './verify-artifact';

function setUp() {
  const directory = makeDirectory({ app: 'bytes', 'app.intoto.json': '{}', other: '' });
  const check = (name = 'app') =>
    verifyArtifact(join(directory, name), new FileDigests(join(makeDirectory(), 'digests.json')));
  return { directory, check, quarantine: join(makeDirectory(), 'quarantine') };
}

describe('quarantineArtifact', () => {
  it('moves an artifact and its attestation with what was found, and nothing else', () => {
    const { directory, check, quarantine } = setUp();
    const place = quarantineArtifact(check(), 'app:go-build', quarantine);
    expect(readdirSync(directory)).toEqual(['other']);
    expect(readdirSync(place).sort()).toEqual(['app', 'app.intoto.json', 'finding.json']);
    expect(readFileSync(join(place, 'app'), 'utf8')).toBe('bytes');
    const record = JSON.parse(readFileSync(join(place, 'finding.json'), 'utf8')) as QuarantineRecord;
    expect(record).toMatchObject({
      schemaVersion: 1,
      task: 'app:go-build',
      artifact: join(directory, 'app'),
    });
    expect(record.findings.map(({ code }) => code)).toEqual(['attestation-malformed']);
  });

  it('moves what there is, and keeps what it has moved before', () => {
    const { directory, check, quarantine } = setUp();
    rmSync(join(directory, 'app'));
    const first = quarantineArtifact(check(), 'app:go-build', quarantine);
    const second = quarantineArtifact(check('other'), 'app:go-build', quarantine);
    expect(readdirSync(first).sort()).toEqual(['app.intoto.json', 'finding.json']);
    expect(readdirSync(second).sort()).toEqual(['finding.json', 'other']);
    expect(existsSync(first)).toBe(true);
  });
});
