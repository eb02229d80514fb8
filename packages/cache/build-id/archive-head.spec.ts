import fc from 'fast-check';
import { isArchive, readArchiveHead } from './archive-head';

const ID = `${'a'.repeat(20)}/${'b'.repeat(20)}`;

describe('readArchiveHead', () => {
  it('reads the platform, the version, the settings and the build ID', () => {
    expect(readArchiveHead(headWith('linux amd64 go1.26.8 GOAMD64=v1 X:none'))).toEqual({
      goos: 'linux',
      goarch: 'amd64',
      goVersion: 'go1.26.8',
      settings: 'GOAMD64=v1 X:none',
      buildId: { whole: ID, actionId: 'a'.repeat(20), contentId: 'b'.repeat(20) },
    });
  });

  it.each([
    ['go1.26.8', 'X:'],
    ['devel go1.27-abc0123 Sun Mar 1 10:00:00 2026 +0000', 'GOARM64=v8.0 X:'],
    ['go1.22.1 (Red Hat 1.22.1-1.el9)', 'GO386=sse2 X:regabiwrappers,aliastypeparams'],
    ['go1.26.8', ''],
  ])('parts the version %s from the settings %s', (goVersion, settings) => {
    const line = `darwin arm64 ${goVersion} ${settings}`.trimEnd();
    expect(readArchiveHead(headWith(line))).toMatchObject({ goVersion, settings });
  });

  it.each([
    ['nothing', ''],
    ['another file', 'package main\n'],
    ['an archive of C objects', '!<arch>\n/               0           0     0     0       4         `\n'],
    ['an archive whose build ID a user chose', headWith('linux amd64 go1.26.8 X:', 'mine').toString()],
    ['an archive without a build ID', '!<arch>\n__.PKGDEF `\ngo object linux amd64 go1.26.8 X:\n\n$$B\n'],
    ['an archive that ends within its head', headWith('linux amd64 go1.26.8 X:').toString().slice(0, 120)],
  ])('finds no head in %s', (_, text) => {
    expect(readArchiveHead(Buffer.from(text))).toBeUndefined();
  });

  it('accepts any bytes', () => {
    const anything = fc.uint8Array({ maxLength: 300 });
    fc.assert(
      fc.property(anything, fc.boolean(), (bytes, begun) => {
        const head = begun
          ? Buffer.concat([Buffer.from('!<arch>\n__.PKGDEF\ngo object '), bytes])
          : Buffer.from(bytes);
        expect(readArchiveHead(head)).toBeUndefined();
      }),
    );
  });
});

describe('isArchive', () => {
  it('goes by the first line', () => {
    expect(isArchive(headWith(''))).toBe(true);
    expect(isArchive(Buffer.from('!<arch>'))).toBe(false);
  });
});

function headWith(object: string, id = ID): Buffer {
  const member = '__.PKGDEF       0           0     0     644     7955      `';
  return Buffer.from(`!<arch>\n${member}\ngo object ${object}\nbuild id "${id}"\n\n$$B\n`);
}
