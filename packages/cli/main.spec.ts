import { execFileSync, spawnSync } from 'node:child_process';
import { appendFileSync, existsSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { attest, makeProgram } from '../actions/testing/made-artifact';
import { InspectedModule } from '../cache/inspect/testing/inspected-module';
import { OwnedEntry } from '../cache/inspect/testing/owned-entry';
import { specCacheRoot } from '../commands/test/testing/go-space';
import { makeDirectory, writeFiles } from '../support/testing/make-directory';
import { compileRooms } from '../toolchain/testing/compile-rooms';
import { goEnvironment } from '../toolchain/testing/go-environment';

jest.setTimeout(120_000);

let main: string;

beforeAll(() => {
  main = join(
    compileRooms([
      ...['support', 'toolchain', 'graph', 'dimension', 'cache', 'actions', 'commands'],
      ...['turborepo', 'cli'],
    ]),
    'cli',
    'main.js',
  );
});

const MODULE = { 'go.mod': 'module ex\n\ngo 1.21\n', 'main.go': 'package main\n\nfunc main() {}\n' };

function setUp(cacheName = 'cache') {
  const base = makeDirectory(
    Object.fromEntries(Object.entries(MODULE).map(([path, text]) => [`code/${path}`, text])),
  );
  const cacheRoot = join(base, cacheName);
  const run = (...args: string[]) => {
    const env = goEnvironment({ CGO_ENABLED: '0', GOSHAWK_CACHE_ROOT: cacheRoot });
    const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
      cwd: join(base, 'code'),
      env,
      encoding: 'utf8',
    });
    return { status, stdout, stderr };
  };
  const json = (...args: string[]) => JSON.parse(run(...args, '--json').stdout) as Record<string, unknown>;
  return { base, cacheRoot, run, json };
}

interface Component {
  name: string;
  value: string;
  source: string;
}

describe('goshawk dimension', () => {
  it('prints a table of components, values and sources', () => {
    const { run, cacheRoot } = setUp();
    const { status, stdout, stderr } = run('dimension');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(/COMPONENT\s+KIND\s+VALUE\s+SOURCE/);
    expect(stdout).toMatch(/CGO_ENABLED\s+layout\s+0\s+env CGO_ENABLED/);
    expect(stdout).toMatch(/toolchain\s+soundness\s+go1\.\S+ [0-9a-f]{32}/);
    expect(stdout).toContain(`GOCACHE     ${cacheRoot}`);
  });

  it('prints one JSON document, with the flags after -- taken in', () => {
    const { run, json } = setUp();
    const plain = json('dimension');
    const tagged = JSON.parse(run('dimension', '--json', '.', '--', '-tags=b,a', '-race=false').stdout) as {
      schemaVersion: number;
      fingerprint: string;
      components: Component[];
    };
    expect(plain).toMatchObject({ schemaVersion: 1, name: expect.stringMatching(/-cgo0-[0-9a-f]{12}$/) });
    expect(tagged.components).toContainEqual(
      expect.objectContaining({ name: 'tags', value: 'a,b', source: 'flag -tags' }),
    );
    expect(tagged.fingerprint).not.toBe(plain.fingerprint);
  });

  it('takes flags without a directory', () => {
    const { run } = setUp();
    expect(run('dimension', '--', '-tags=x').stdout).toMatch(/tags\s+layout\s+x\s+flag -tags/);
  });

  it('makes no dimension by looking at it', () => {
    const { json } = setUp();
    expect(existsSync(String(json('dimension').directory))).toBe(false);
  });
});

describe('goshawk attest verify', () => {
  it('exits with 0 for what is right, 3 for what is not, and 2 for what is not there', async () => {
    const made = await makeProgram();
    attest(made);
    const { run, json } = setUp();
    expect(run('attest', 'verify', made.file)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/^ARTIFACT +RESULT/),
      stderr: '',
    });
    expect(json('attest', 'verify', made.file)).toMatchObject({
      schemaVersion: 1,
      artifacts: [{ result: 'fine' }],
    });
    appendFileSync(made.file, 'more');
    const wrong = run('attest', 'verify', made.file, '--json');
    expect(wrong.status).toBe(3);
    expect(JSON.parse(wrong.stdout)).toMatchObject({ artifacts: [{ result: 'wrong' }] });
    expect(run('attest', 'verify', 'nothing')).toMatchObject({
      status: 2,
      stdout: '',
      stderr: expect.stringMatching(/^goshawk: There is neither a file nothing/),
    });
    expect(run('attest', 'verify').status).toBe(2);
  });
});

describe('goshawk cache list and inspect', () => {
  it('show what lies in a cache, as tables and as documents', () => {
    const made = new InspectedModule();
    made.go('build', './low', './high');
    const { run, json } = setUp();
    const place = ['--gocache', made.gocache];
    const listed = run('cache', 'list', ...place, '--kind', 'archive', '--sort', 'package');
    expect(listed).toMatchObject({ status: 0, stderr: '', stdout: expect.stringMatching(/^BUILD ID/) });
    expect(listed.stdout).toMatch(
      /archive +\S+ +example.test\/inspected\/high\n.*example.test\/inspected\/low\n/,
    );
    expect(json('cache', 'list', ...place, '--limit', '3')).toMatchObject({
      schemaVersion: 1,
      total: 6,
      entries: [{}, {}, {}],
    });
    const subject = 'example.test/inspected/low';
    expect(run('cache', 'inspect', subject, ...place)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/\nimported by +example.test\/inspected\/high /),
      stderr: '',
    });
    expect(json('cache', 'inspect', subject, ...place)).toMatchObject({
      schemaVersion: 1,
      entries: [{ package: subject }],
    });
    for (const wrong of [
      ['inspect', 'example.test/nowhere', ...place],
      ['list', ...place, '--sort', 'colour'],
      ['list', ...place, '--limit', 'many'],
      ['inspect'],
    ]) {
      expect(run('cache', ...wrong)).toMatchObject({ status: 2, stdout: '' });
    }
  });
});

describe('goshawk cache gocacheverify', () => {
  it('says what it costs, then what Go says: 0 for a good cache, 3 for what was wrong, 1 for a broken package', () => {
    const { run, json, base, cacheRoot } = setUp();
    writeFiles(join(base, 'code'), {
      'low/low.go': 'package low\n',
      'bad/bad.go': 'package bad\n\nvar x = y\n',
    });
    const good = run('cache', 'gocacheverify', './low');
    expect(good).toMatchObject({ status: 0, stderr: expect.stringMatching(/^Go compiles 1 package again/) });
    expect(good.stdout).toMatch(/: what Go compiled is what the cache has \(1 go command, /);
    const gocache = join(cacheRoot, String(json('dimension').name), 'gocache');
    const list = OwnedEntry.find(gocache, 'ex/low', 'source-list');
    const damage = () => list.pointTo(OwnedEntry.find(gocache, 'ex/low', 'compile-output'));
    damage();
    const wrong = run('cache', 'gocacheverify', '--json', './low');
    expect(wrong.status).toBe(3);
    expect(JSON.parse(wrong.stdout)).toMatchObject({
      schemaVersion: 1,
      result: 'confirmed',
      findings: [{ code: 'entry-not-reproduced', entry: list.entry.id }],
    });
    damage();
    expect(run('cache', 'gocacheverify', '--repaired-ok', './low').status).toBe(0);
    expect(run('cache', 'gocacheverify', './bad')).toMatchObject({
      status: 1,
      stdout: expect.stringContaining('undefined: y'),
    });
    expect(run('cache', 'gocacheverify', './nowhere').status).toBe(2);
  });
});

describe('goshawk dimension diff', () => {
  it('tells what differs between a recorded dimension and now', () => {
    const { run, json } = setUp();
    expect(run('env', '--', '-tags=x').status).toBe(0);
    const [recorded] = [json('env').dimension];
    expect(run('dimension', 'diff', String(recorded), '.')).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(/are the same dimension/),
    });
    const { stdout } = run('env', '--json', '--', '-tags=x');
    const tagged = String((JSON.parse(stdout) as { dimension: unknown }).dimension);
    const diff = run('dimension', 'diff', tagged, '.', '--exit-code');
    expect(diff.status).toBe(1);
    expect(diff.stdout).toMatch(/tags\s+layout\s+x/);
    expect(json('dimension', 'diff', tagged, '.')).toMatchObject({
      schemaVersion: 1,
      first: tagged,
      differences: [{ name: 'tags', kind: 'layout', first: 'x', second: '' }],
    });
  });

  it('exits with 2 for what it does not know', () => {
    const { status, stdout, stderr } = setUp().run('dimension', 'diff', 'nobody', '.');
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).toMatch(/^goshawk: nobody is neither/);
    expect(stderr).not.toContain('    at ');
  });
});

describe('goshawk env', () => {
  const onPosix = process.platform === 'win32' ? it.skip : it;

  onPosix('prints lines that a shell takes, whatever the path holds', () => {
    const { run, cacheRoot } = setUp(`it's a "cache" $HOME`);
    const { stdout } = run('env', '--shell');
    const printed = execFileSync('/bin/sh', ['-c', `${stdout}printf %s "$GOCACHE"`], { encoding: 'utf8' });
    expect(printed.startsWith(cacheRoot)).toBe(true);
    expect(existsSync(printed)).toBe(true);
  });

  it('has forms for direnv, editors and scripts', () => {
    const { run, json, cacheRoot } = setUp();
    expect(run('env', '--direnv').stdout).toContain('watch_file go.work go.mod');
    const settings = JSON.parse(run('env', '--vscode', '--', '-tags=x').stdout) as Record<string, unknown>;
    expect(settings.gopls).toMatchObject({ 'build.buildFlags': ['-tags=x'] });
    const document = json('env');
    expect(document).toMatchObject({ schemaVersion: 1 });
    expect(run('env').stdout).toBe(`GOCACHE=${join(cacheRoot, String(document.dimension), 'gocache')}\n`);
  });
});

describe('goshawk exec', () => {
  it('takes a go command with and without --, and gives back its exit code', () => {
    const { run, base } = setUp();
    expect(run('exec', '--cache-root', specCacheRoot(), '--', 'go', 'build', '-o', 'a').status).toBe(0);
    expect(run('exec', '--cache-root', specCacheRoot(), 'go', 'build', '-o', 'b').status).toBe(0);
    expect(['a', 'b'].map((name) => existsSync(join(base, 'code', name)))).toEqual([true, true]);
    expect(run('exec', '--', 'go', 'build', './nowhere').status).toBe(1);
    expect(run('exec', 'go', 'nosuchverb').status).toBe(2);
  });
});

describe('goshawk graph, why and affected', () => {
  const WORK = {
    'my code/go.work': 'go 1.21\n\nuse (\n\t./app\n\t./lib\n)\n',
    'my code/app/go.mod': 'module ex/app\n\ngo 1.21\n',
    'my code/app/main.go': 'package main\n\nimport _ "ex/lib"\n\nfunc main() {}\n',
    'my code/lib/go.mod': 'module ex/lib\n\ngo 1.21\n',
    'my code/lib/lib.go': 'package lib\n',
  };

  function setUpWork() {
    const base = makeDirectory(WORK);
    const env = goEnvironment({ GOSHAWK_CACHE_ROOT: join(base, 'cache'), GIT_CEILING_DIRECTORIES: base });
    const cwd = join(base, 'my code', 'app');
    const run = (...args: string[]) => {
      const { status, stdout, stderr } = spawnSync(process.execPath, [main, ...args], {
        ...{ cwd, env },
        encoding: 'utf8',
      });
      return { status, stdout, stderr };
    };
    const git = (...args: string[]) => execFileSync('git', args, { cwd: join(base, 'my code'), env });
    return { base, run, git };
  }

  it('work from a subdirectory whose path has spaces, without Nx and git', () => {
    const { run } = setUpWork();
    expect(run('graph')).toEqual({
      status: 0,
      stdout: 'ex/app (app)\n  build  ex/lib\nex/lib (lib)\n',
      stderr: '',
    });
    expect(JSON.parse(run('graph', '--json').stdout)).toMatchObject({ schemaVersion: 1 });
    expect(run('graph', '--dot').stdout).toContain('"ex/app" -> "ex/lib";');
    expect(run('graph', '--mermaid').stdout).toContain('n0 --> n1');
    expect(run('why', 'ex/app', 'ex/lib')).toEqual({
      status: 0,
      stdout: 'app/main.go:3 imports ex/lib\n',
      stderr: '',
    });
    expect(run('why', 'ex/lib', 'ex/app')).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/^No build/),
    });
    const unknown = run('why', 'ex/ap', 'ex/lib');
    expect(unknown).toMatchObject({ status: 2, stdout: '' });
    expect(unknown.stderr).toContain('Do you mean ex/app');
    const affected = run('affected', '--base', 'HEAD');
    expect(affected).toMatchObject({ status: 2, stdout: '' });
    expect(affected.stderr).toContain('Run this in a clone');
  });

  it('tell what a change affects', () => {
    const { base, run, git } = setUpWork();
    git('init', '-q', '-b', 'main');
    git('add', '.');
    git('-c', 'user.name=x', '-c', 'user.email=x@example.com', 'commit', '-q', '-m', 'x');
    expect(run('affected', '--base', 'main').stdout).toMatch(/^No build/);
    writeFileSync(join(base, 'my code', 'lib', 'lib.go'), 'package lib\n\nvar X int\n');
    const { status, stdout, stderr } = run('affected', '--base', 'main');
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect(stdout).toMatch(
      /^PROJECT .*\nex\/app +app +build +lib\/lib.go\nex\/lib +lib +build +lib\/lib.go\n$/,
    );
    expect(JSON.parse(run('affected', '--base', 'main', '--json').stdout)).toMatchObject({
      schemaVersion: 1,
      head: null,
      projects: [{ name: 'ex/app', because: ['lib/lib.go'] }, { name: 'ex/lib' }],
    });
    expect(run('affected', '--base', 'nowhere').status).toBe(2);
    expect(run('affected').status).toBe(2);
  });
});

describe('goshawk coverage merge', () => {
  const profile = (name: string, ...counts: number[]) => {
    const blocks = counts.map(
      (count, index) => `example.test/${name}/a.go:${index + 1}.1,${index + 1}.9 1 ${count}\n`,
    );
    return `mode: set\n${blocks.join('')}`;
  };

  it('writes one profile, judges it, and says what cannot be merged', () => {
    const { base, run } = setUp();
    const files = {
      'low one.out': profile('low', 1, 0, 0),
      'high.out': profile('high', 1),
      'bad.out': 'mode: count\n',
    };
    for (const [name, text] of Object.entries(files)) writeFileSync(join(base, 'code', name), text);
    const merge = (...args: string[]) => run('coverage', 'merge', 'low one.out', ...args);
    expect(merge('high.out', '-o', 'made/all.out')).toEqual({
      status: 0,
      stdout: 'made/all.out: 2 profiles, mode set, 50.0 % (2 of 4) of statements covered\n',
      stderr: '',
    });
    expect(merge('high.out', '-o', 'made/all.out', '--threshold', '50').status).toBe(0);
    const low = merge('high.out', '-o', 'made/all.out', '--threshold=50.5');
    expect(low).toMatchObject({
      status: 1,
      stdout: expect.stringMatching(/\nexample\.test\/low +33\.3 % \(1 of 3\)\n$/),
    });
    expect(JSON.parse(merge('high.out', '-o', 'made/all.out', '--json').stdout)).toMatchObject({
      ...{ schemaVersion: 1, statements: 4, covered: 2, threshold: null, isLow: false },
    });
    expect(merge('bad.out', '-o', 'x.out')).toMatchObject({
      status: 1,
      stderr: expect.stringMatching(
        /low one\.out has the mode set, and bad\.out .* count.*\[cover-modes-differ\]/,
      ),
    });
    const usage = [
      merge('high.out'),
      merge('gone.out', '-o', 'x.out'),
      merge('-o', 'x.out', '--threshold=much'),
    ];
    expect(usage.map(({ status }) => status)).toEqual([2, 2, 2]);
  });
});

describe('help', () => {
  it('shows each verb with examples', () => {
    const { run } = setUp();
    const verbsOf = (...path: string[]): string[][] => {
      const { stdout } = run(...path, '--help');
      expect([path, stdout]).toEqual([path, expect.stringMatching(/\nExamples:\n {2}\S.* {2}# \S/)]);
      const [, listed = ''] = /\nCommands:\n([\s\S]*?)\n\n/.exec(stdout) ?? [];
      const names = [...listed.matchAll(/^ {2}([a-z]+)/gm)].map(([, name = '']) => name);
      return names
        .filter((name) => name !== 'help' && name !== 'run')
        .flatMap((name) => [[...path, name], ...verbsOf(...path, name)]);
    };
    expect(verbsOf()).toEqual(expect.arrayContaining([['cache', 'verify'], ['doctor'], ['turbo', 'sync']]));
  });

  it('completes verbs, options and files in bash', () => {
    const { run, base } = setUp();
    const script = join(base, 'completion.bash');
    writeFileSync(script, run('completion', 'bash').stdout);
    const complete = (...words: string[]) => {
      const asked = `COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _goshawk; printf '%s\\n' "\${COMPREPLY[@]}"`;
      const args = ['-c', `source '${script}'; ${asked}`, 'bash', 'goshawk', ...words];
      const { stdout } = spawnSync('bash', args, { cwd: base, encoding: 'utf8' });
      return stdout.split('\n').filter((word) => word !== '');
    };
    if (process.platform === 'win32') return;
    expect(complete('do')).toEqual(['doctor']);
    expect(complete('cache', 've')).toEqual(['verify']);
    expect(complete('cache', 'verify', '--f')).toEqual(['--full', '--forensic']);
    expect(complete('--cache-root', 'x', 'turbo', 's')).toEqual(['sync']);
    expect(complete('attest', 'verify', 'co')).toEqual(['code', 'completion.bash']);
  });

  it.each([
    ['zsh', /^#compdef goshawk\n/],
    [
      'fish',
      /^complete -c goshawk -n '__fish_seen_subcommand_from cache; and not .*' -f -a verify -d '.+'$/m,
    ],
  ])('writes a completion for %s', (shell, form) => {
    expect(setUp().run('completion', shell)).toMatchObject({
      status: 0,
      stdout: expect.stringMatching(form),
    });
  });
});

describe('a command line that is wrong', () => {
  it.each<[string[]]>([
    [['nosuchverb']],
    [['env', '--nosuchoption']],
    [['exec']],
    [['dimension', 'diff', 'a']],
    [['completion', 'tcsh']],
  ])('%j exits with 2 and says so on stderr', (args) => {
    const { status, stdout, stderr } = setUp().run(...args);
    expect({ status, stdout }).toEqual({ status: 2, stdout: '' });
    expect(stderr).not.toBe('');
  });

  it('asking for help or the version is none', () => {
    const { run } = setUp();
    expect(run('--help')).toMatchObject({ status: 0, stderr: '' });
    expect(run('--version')).toMatchObject({ status: 0, stdout: '0.0.0-test\n' });
  });

  it('a Go that is not there is one clear error', () => {
    const { status, stderr } = setUp().run('dimension', '--go', 'no-such-go');
    expect(status).not.toBe(0);
    expect(stderr).toContain('no-such-go');
    expect(stderr).not.toContain('    at ');
  });
});
