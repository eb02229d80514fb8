import { chmodSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { COSTLY_ENV_NAMES, GO_ENV_NAMES } from './env-names';
import { findGo } from './find-go';
import { readGoEnv } from './go-env';

jest.setTimeout(60_000);

const go = findGo({ env: process.env, cwd: __dirname });

function goItself(cwd: string, env: Record<string, string>): unknown {
  return JSON.parse(askGoItself(['env', '-json', ...GO_ENV_NAMES], cwd, env));
}

function makeModule(goLine = 'go 1.21'): string {
  return makeDirectory({ 'go.mod': `module example.com/m\n\n${goLine}\n`, 'm.go': 'package m\n' });
}

describe('readGoEnv', () => {
  it.each([
    ['nothing set', {}],
    ['a cross build', { GOOS: 'windows', GOARCH: 'arm64', CGO_ENABLED: '0' }],
    [
      'C settings with quotes and blanks',
      { CC: 'ccache gcc', CGO_CFLAGS: ` -O1   '-DX=a b' `, CGO_LDFLAGS: '"-L/a b"' },
    ],
    ['C settings that are empty', { CGO_CFLAGS: '', CGO_CPPFLAGS: '', PKG_CONFIG: '' }],
    ['a pkg-config with arguments', { PKG_CONFIG: '"/opt/pkg config" --static', CGO_CXXFLAGS: '-std=c++20' }],
    ['flags and experiments', { GOFLAGS: '-tags=a,b -race', GOEXPERIMENT: 'nodwarf5', GOAMD64: 'v3' }],
    ['an older toolchain', { GOTOOLCHAIN: 'go1.21.13' }],
  ])('equals what `go env` says with %s', async (_what, overrides) => {
    const env = goEnvironment(overrides);
    const cwd = makeModule();
    expect(await readGoEnv({ go, cwd, env })).toEqual(goItself(cwd, env));
  });

  it('takes C settings from the go env file, below the environment', async () => {
    const cwd = makeModule();
    const file = join(cwd, 'go-env');
    const lines = [
      '# CGO_CFLAGS=no',
      'CGO_CFLAGS=-O3',
      'CGO_LDFLAGS=-lm',
      'PKG_CONFIG=pc',
      'CGO_CFLAGS=-O1',
      'GOARCH=arm64',
    ];
    writeFiles(cwd, { 'go-env': `${lines.join('\n')}\n=x\ncgo_cppflags=-Ino\n` });
    const env = goEnvironment({ GOENV: file, CGO_LDFLAGS: '-lz' });
    const answer = await readGoEnv({ go, cwd, env });
    expect(answer).toEqual(goItself(cwd, env));
    expect(answer).toMatchObject({
      CGO_CFLAGS: '-O1',
      CGO_LDFLAGS: '-lz',
      PKG_CONFIG: 'pc',
      GOARCH: 'arm64',
    });
  });

  it('has every name, with an empty value for what an old Go does not know', async () => {
    const env = goEnvironment({ GOTOOLCHAIN: 'go1.21.13' });
    const answer = await readGoEnv({ go, cwd: makeDirectory(), env });
    expect(Object.keys(answer).sort()).toEqual([...GO_ENV_NAMES].sort());
    expect(answer).toMatchObject({ GOVERSION: 'go1.21.13', GOFIPS140: '' });
  });

  it('answers although go.mod is broken, as `go env` does: the build says it better', async () => {
    const cwd = makeDirectory({ 'go.mod': 'modul x\n' });
    expect((await readGoEnv({ go, cwd, env: goEnvironment() })).GOMOD).toBe(join(cwd, 'go.mod'));
  });

  it('fails for a go.mod that needs a newer Go, which `go env` itself does not mind', async () => {
    const cwd = makeModule('go 1.99.1 // the future');
    await expect(readGoEnv({ go, cwd, env: goEnvironment() })).rejects.toMatchObject({
      code: 'go-too-new-required',
      message: expect.stringContaining('requires Go 1.99.1') as string,
    });
  });

  it('goes by go.work instead of go.mod in a workspace', async () => {
    const cwd = makeModule();
    writeFiles(cwd, { 'go.work': 'go 1.99\nuse .\n' });
    const newer = readGoEnv({ go, cwd, env: goEnvironment() });
    await expect(newer).rejects.toMatchObject({
      code: 'go-too-new-required',
      message: expect.stringContaining('go.work') as string,
    });
    expect((await readGoEnv({ go, cwd, env: goEnvironment({ GOWORK: 'off' }) })).GOWORK).toBe('off');
  });

  it('fails for a Go before 1.21', async () => {
    const old = { GOVERSION: 'go1.20.14', GOOS: 'linux' };
    const cwd = makeDirectory({ 'answer.json': JSON.stringify(old) });
    // A stand-in that answers as an old Go: a real one cannot be had by GOTOOLCHAIN.
    const script = makeScript(`cat '${join(cwd, 'answer.json')}'`);
    await expect(readGoEnv({ go: script, cwd, env: goEnvironment() })).rejects.toMatchObject({
      code: 'go-too-old',
      message: expect.stringContaining('go1.20.14') as string,
    });
  });

  it('fails with the words of Go when it cannot answer', async () => {
    const env = goEnvironment({ GOEXPERIMENT: 'nosuchthing' });
    await expect(readGoEnv({ go, cwd: makeDirectory(), env })).rejects.toMatchObject({
      code: 'go-env-failed',
      message: expect.stringContaining('unknown GOEXPERIMENT') as string,
    });
  });
});

it('the C settings are left out of the question since Go would ask the C compiler for them', async () => {
  const asked = makeDirectory();
  const log = join(asked, 'arguments');
  const script = makeScript(`echo "$@" > '${log}'; exec '${go}' "$@"`);
  await readGoEnv({ go: script, cwd: asked, env: goEnvironment() });
  const words = readFileSync(log, 'utf8').trim().split(' ');
  expect(words.slice(0, 2)).toEqual(['env', '-json']);
  expect(words).toContain('GOVERSION');
  for (const name of [...COSTLY_ENV_NAMES, 'GOGCCFLAGS']) expect(words).not.toContain(name);
});

function makeScript(body: string): string {
  const directory = makeDirectory({ 'go.sh': `#!/bin/sh\n${body}\n` });
  const file = join(directory, 'go.sh');
  chmodSync(file, 0o755);
  return file;
}
