import { execFileSync } from 'node:child_process';
import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { goSum, makeModulesProxy } from '../testing/module-proxy';
import type { BuildInfo, BuildModule } from './build-info';
import { readBuildInfo } from './read-build-info';
import { hasCompiler } from '../testing/has-compiler';

const MODULE = {
  'go.mod': 'module example.test/app\n\ngo 1.21\n',
  'main.go': 'package main\n\nfunc main() { println("app") }\n',
};

const itWithC = hasCompiler() ? it : it.skip;

/** Builds the module in a directory and returns the program. */
function build(directory: string, flags: readonly string[] = [], env: Record<string, string> = {}): string {
  const file = join(makeDirectory(), 'program');
  const whole = goEnvironment({ CGO_ENABLED: '0', ...env });
  askGoItself(['build', '-o', file, ...flags, '.'], directory, whole);
  return file;
}

/** What `go version -m` prints of a file, without the file's name and the empty line behind each replacement. */
function askGo(file: string): string {
  const text = askGoItself(['version', '-m', file], makeDirectory(), goEnvironment());
  return text.slice(file.length + 2).replaceAll(/^\t\n/gm, '');
}

/** Build info as `go version -m` prints it. */
function render(info: BuildInfo | undefined): string {
  if (info === undefined) return 'unknown';
  const modules = [
    ...(info.main === undefined ? [] : renderModule('mod', info.main)),
    ...info.deps.flatMap((dep) => renderModule('dep', dep)),
  ];
  const settings = [...info.settings].map(
    ([key, value]) => `build\t${key}=${/[ \t"`]/.test(value) ? JSON.stringify(value) : value}`,
  );
  const lines = [`path\t${info.path}`, ...modules, ...settings];
  return `${info.goVersion}\n${lines.map((line) => `\t${line}\n`).join('')}`;
}

function renderModule(word: string, { path, version, sum, replace }: BuildModule): string[] {
  const line = `${word}\t${path}\t${version}`;
  return replace === undefined ? [`${line}\t${sum}`] : [line, ...renderModule('=>', replace)];
}

describe('readBuildInfo', () => {
  it.each([
    ['linux', 'amd64'],
    ['linux', 'mips'],
    ['windows', 'amd64'],
    ['darwin', 'arm64'],
  ])('says of a program for %s/%s what `go version -m` says, stripped or not', (GOOS, GOARCH) => {
    const directory = makeDirectory(MODULE);
    for (const flags of [[], ['-ldflags=-s -w']]) {
      const file = build(directory, flags, { GOOS, GOARCH });
      expect(render(readBuildInfo(file))).toBe(askGo(file));
      expect(readBuildInfo(file)?.settings.get('GOARCH')).toBe(GOARCH);
    }
  });

  it('has tags, flags with blanks and quotes, and the state of a repository', () => {
    const directory = makeDirectory(MODULE);
    const git = (...args: string[]) =>
      execFileSync('git', ['-c', 'user.name=a', '-c', 'user.email=a@b', ...args], { cwd: directory });
    git('init', '--quiet');
    git('add', '.');
    git('commit', '--quiet', '-m', 'first');
    const file = build(directory, [
      '-buildvcs=true',
      '-trimpath',
      '-tags=b,a',
      '-gcflags=all=-N -l',
      `-asmflags=-D 'A="b c"'`,
    ]);
    const info = readBuildInfo(file);
    expect(render(info)).toBe(askGo(file));
    expect(info?.settings.get('-tags')).toBe('b,a');
    expect(info?.settings.get('-gcflags')).toBe('all=-N -l');
    expect(info?.settings.get('vcs.modified')).toBe('false');
  });

  it('has modules with versions, sums and what replaces them', () => {
    const source = (name: string) => ({ 'x.go': `package ${name}\n\nfunc X() { println("${name}") }\n` });
    const published = [
      { module: 'example.test/one', version: 'v1.2.3', files: source('one') },
      { module: 'example.test/other', version: 'v1.0.0', files: source('other') },
    ];
    const imports = ['one', 'two', 'three'];
    const directory = makeDirectory({
      'go.mod': [
        'module example.test/app\n\ngo 1.21\n',
        ...imports.map((name) => `require example.test/${name} v1.2.3\n`),
        'replace example.test/two => ./two\nreplace example.test/three => example.test/other v1.0.0\n',
      ].join(''),
      'go.sum': goSum(published),
      'main.go': `package main\n\nimport (\n\tone "example.test/one"\n\ttwo "example.test/two"\n\tthree "example.test/three"\n)\n\nfunc main() { one.X(); two.X(); three.X() }\n`,
      'two/go.mod': 'module example.test/two\n',
      'two/x.go': 'package two\n\nfunc X() {}\n',
    });
    const env = {
      GOPROXY: makeModulesProxy(published),
      GOSUMDB: 'off',
      GOMODCACHE: makeDirectory(),
      GOFLAGS: '-modcacherw',
    };
    const file = build(directory, [], env);
    const info = readBuildInfo(file);
    expect(render(info)).toBe(askGo(file));
    expect(info?.deps.map(({ path, replace }) => [path, replace?.path])).toEqual([
      ['example.test/one', undefined],
      ['example.test/three', 'example.test/other'],
      ['example.test/two', './two'],
    ]);
    expect(info?.deps[0]?.sum).toMatch(/^h1:/);
  });

  itWithC('reads shared libraries and position-independent programs, and knows nothing of archives', () => {
    const directory = makeDirectory({
      'go.mod': MODULE['go.mod'],
      'main.go':
        'package main\n\nimport "C"\n\n//export Answer\nfunc Answer() int { return 42 }\n\nfunc main() {}\n',
    });
    for (const mode of ['c-shared', 'pie']) {
      const file = build(directory, [`-buildmode=${mode}`], { CGO_ENABLED: '1' });
      const info = readBuildInfo(file);
      expect(render(info)).toBe(askGo(file));
      expect(info?.settings.get('-buildmode')).toBe(mode);
    }
    const archive = build(directory, ['-buildmode=c-archive'], { CGO_ENABLED: '1' });
    expect(readBuildInfo(archive)).toBeUndefined();
    expect(() => askGo(archive)).toThrow(/go version -m/);
  });

  it('knows nothing of other files, and never fails on a damaged one', () => {
    const program = build(makeDirectory(MODULE));
    const bytes = readFileSync(program);
    const directory = makeDirectory({ 'text.txt': 'MZ', empty: '', elf: bytes.subarray(0, 4) });
    for (const name of ['text.txt', 'empty', 'elf'])
      expect(readBuildInfo(join(directory, name))).toBeUndefined();
    for (const size of [60, 64, 1000, bytes.length >> 1]) {
      truncateSync(program, size);
      expect(readBuildInfo(program)).toBeUndefined();
    }
    // Each header of a file may point anywhere.
    for (let offset = 0; offset < 64; offset++) {
      const damaged = Buffer.from(bytes);
      damaged[offset] = 0xff;
      writeFileSync(program, damaged);
      expect([undefined, 'example.test/app']).toContain(readBuildInfo(program)?.path);
    }
  });

  it('throws what the system says of a file that is not there', () => {
    const missing = join(makeDirectory(), 'missing');
    expect(() => readBuildInfo(missing)).toThrow(/ENOENT/);
  });
});
