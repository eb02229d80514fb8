import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { readBuildInfo } from './build-info';
import { parseBuildInfoJson } from './build-info-json';
import { parseBuildInfoText } from './build-info-text';
import { findGo } from './find-go';

jest.setTimeout(240_000);

const go = findGo({ env: process.env, cwd: __dirname });
const env = goEnvironment();

let directory: string;
let binary: string;

beforeAll(() => {
  directory = makeDirectory({
    'go.mod': `module example.com/m

go 1.21

require (
	example.com/dep v0.0.0
	example.com/other v1.2.3
)

replace example.com/dep => ./dep

replace example.com/other v1.2.3 => ./other
`,
    'main.go':
      'package main\n\nimport (\n\t_ "example.com/dep"\n\t_ "example.com/other"\n)\n\nfunc main() {}\n',
    'dep/go.mod': 'module example.com/dep\n\ngo 1.21\n',
    'dep/dep.go': 'package dep\n',
    'other/go.mod': 'module example.com/other\n\ngo 1.21\n',
    'other/other.go': 'package other\n',
  });
  binary = join(directory, 'binary');
  const strange = { ...env, CGO_ENABLED: '1', CGO_CFLAGS: `-O1 "-DNAME=\\"a=b\\"" -DTAB=\t'-DX=\u00e9'` };
  askGoItself(['build', '-tags', 'x,y', '-ldflags=-X "main.v=a b"', '-o', binary, '.'], directory, strange);
});

describe('readBuildInfo', () => {
  it('says what a binary was built from', async () => {
    const info = await readBuildInfo({ go, file: binary, env });
    expect(info).toMatchObject({
      goVersion: askGoItself(['env', 'GOVERSION'], directory, env).trim(),
      path: 'example.com/m',
      main: { path: 'example.com/m', version: '(devel)' },
      settings: { '-tags': 'x,y', GOOS: askGoItself(['env', 'GOOS'], directory, env).trim() },
    });
    expect(info.deps).toEqual([
      {
        path: 'example.com/dep',
        version: 'v0.0.0',
        sum: '',
        replace: { path: './dep', version: '(devel)', sum: '' },
      },
      {
        path: 'example.com/other',
        version: 'v1.2.3',
        sum: '',
        replace: { path: './other', version: '(devel)', sum: '' },
      },
    ]);
  });

  it('gives the same with a Go that has no JSON for it', async () => {
    const old = goEnvironment({ GOTOOLCHAIN: 'go1.21.13' });
    expect(await readBuildInfo({ go, file: binary, env: old })).toEqual(
      await readBuildInfo({ go, file: binary, env }),
    );
  });

  it('reads the text form as Go’s own JSON, settings with quotes and tabs included', () => {
    const text = askGoItself(['version', '-m', binary], directory, env);
    const json = askGoItself(['version', '-m', '-json', binary], directory, env);
    expect(parseBuildInfoText(text)).toEqual(parseBuildInfoJson(json));
    expect(parseBuildInfoText(text)?.settings.CGO_CFLAGS).toContain('\t');
  });

  it('reads what the go command says of itself', async () => {
    const { path, main, settings } = await readBuildInfo({ go, file: go, env });
    expect({ path, main, cgo: settings.CGO_ENABLED }).toMatchObject({ path: 'cmd/go' });
  });

  it.each([
    ['no binary', 'go.mod'],
    ['missing', 'nowhere'],
  ])('says that a file is %s', async (_what, name) => {
    const file = join(directory, name);
    await expect(readBuildInfo({ go, file, env })).rejects.toMatchObject({
      code: 'build-info-unreadable',
      message: expect.stringContaining(file) as string,
    });
  });
});
