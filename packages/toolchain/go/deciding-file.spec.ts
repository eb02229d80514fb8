import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { findDecidingFiles, readRequiredGoVersion } from './deciding-file';

const onPosix = process.platform === 'win32' ? it.skip : it;

describe('findDecidingFiles', () => {
  onPosix('names files as Go does when the directory is reached by a symbolic link', () => {
    const real = makeDirectory({ 'm/go.mod': 'module m\ngo 1.21\n', 'm/sub/x.go': 'package sub\n' });
    const link = join(makeDirectory(), 'link');
    symlinkSync(real, link);
    const cwd = join(link, 'm', 'sub');
    for (const PWD of [undefined, cwd, join(real, 'm', 'sub'), '/']) {
      const env = goEnvironment({ PWD });
      expect(findDecidingFiles(cwd, env).goMod).toBe(askGoItself(['env', 'GOMOD'], cwd, env).trim());
    }
  });

  it('takes GOWORK of the environment before a go.work that is found', () => {
    const root = makeDirectory({
      'go.work': 'go 1.21\n',
      'm/go.mod': 'module m\n',
      'other.work': 'go 1.21\n',
    });
    const cwd = join(root, 'm');
    expect(findDecidingFiles(cwd, {})).toEqual({ goMod: join(cwd, 'go.mod'), goWork: join(root, 'go.work') });
    expect(findDecidingFiles(cwd, { GOWORK: 'off' }).goWork).toBeUndefined();
    expect(findDecidingFiles(cwd, { GOWORK: join(root, 'other.work') }).goWork).toBe(
      join(root, 'other.work'),
    );
  });

  it('does not take a directory for a file', () => {
    expect(findDecidingFiles(makeDirectory({ 'go.mod/x': '' }), { GOWORK: 'off' }).goMod).toBeUndefined();
  });
});

describe('readRequiredGoVersion', () => {
  it('reads what `go mod edit` reads', () => {
    const cwd = makeDirectory();
    const env = goEnvironment();
    const line = fc.constantFrom(
      ...[
        'module m',
        'go 1.21',
        'go 1.22.3 // why',
        '\tgo  1.21rc1',
        '// go 1.20',
        'toolchain go1.30.0',
        '',
        '/* x */',
      ],
      ...['require example.com/a v1.0.0', 'require (\n\texample.com/b v1.2.3\n)', 'godebug default=go1.21'],
    );
    const file = join(cwd, 'go.mod');
    let compared = 0;
    fc.assert(
      fc.property(fc.uniqueArray(line, { maxLength: 5 }), fc.constantFrom('\n', '\r\n'), (lines, end) => {
        writeFiles(cwd, { 'go.mod': lines.join(end) + end });
        const theirs = parsedByGo(cwd, env);
        if (theirs === undefined) return; // Refused: two go lines, a comment that Go does not have…
        compared++;
        expect(readRequiredGoVersion(file)).toBe(theirs.Go);
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(10);
    expect(readRequiredGoVersion(join(cwd, 'nowhere'))).toBeUndefined();
  });
});

function parsedByGo(cwd: string, env: Record<string, string>): { Go?: string } | undefined {
  try {
    return JSON.parse(askGoItself(['mod', 'edit', '-json'], cwd, env)) as { Go?: string };
  } catch {
    return undefined;
  }
}
