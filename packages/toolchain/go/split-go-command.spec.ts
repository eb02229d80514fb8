import { spawnSync } from 'node:child_process';
import fc from 'fast-check';
import { makeDirectory } from '../../support/testing/make-directory';
import { goEnvironment } from '../testing/go-environment';
import { splitGoCommand } from './split-go-command';

jest.setTimeout(120_000);

function split(line: string) {
  return splitGoCommand(line.split(' '));
}

describe('splitGoCommand', () => {
  it.each([
    ['go build -o x -tags foo ./...', 'build', ['-o', 'x', '-tags', 'foo'], ['./...']],
    ['go build -v=false --ldflags -s ./a ./b', 'build', ['-v=false', '--ldflags', '-s'], ['./a', './b']],
    ['go build ./a -tags foo', 'build', [], ['./a', '-tags', 'foo']],
    ['/usr/local/go/bin/go vet -printf=false -c 2 ./...', 'vet', ['-printf=false', '-c', '2'], ['./...']],
    ['go1.26.8 list -deps -json -f {{.Dir}} std', 'list', ['-deps', '-json', '-f', '{{.Dir}}'], ['std']],
    ['go run -race ./cmd/server -race', 'run', ['-race'], ['./cmd/server', '-race']],
    ['go generate -run stringer ./...', 'generate', ['-run', 'stringer'], ['./...']],
    ['go install -trimpath x@latest', 'install', ['-trimpath'], ['x@latest']],
    ['go test ./... -run X -count 1', 'test', ['-run', 'X', '-count', '1'], ['./...']],
    [
      'go test -v ./a -custom 3 -race -args -race x',
      'test',
      ['-v', '-race'],
      ['./a', '-custom', '3', '-args', '-race', 'x'],
    ],
    ['go mod tidy -v', 'mod', [], ['tidy', '-v']],
    ['go tool vet -flags', 'tool', [], ['vet', '-flags']],
    ['build -a', 'build', ['-a'], []],
    ['go.exe version', 'version', [], []],
    ['go', '', [], []],
  ] as const)('%s', (line, verb, flags, rest) => {
    expect(split(line)).toMatchObject({ verb, flags, rest });
  });

  it('tells the go command from a verb', () => {
    expect(split('go build').go).toBe('go');
    expect(split('/opt/go1.26/bin/go build').go).toBe('/opt/go1.26/bin/go');
    expect(split('go1.22rc1 build').go).toBe('go1.22rc1');
    expect(split('build go').go).toBeUndefined();
    expect(split('gofmt -l').go).toBeUndefined();
  });

  it.each(['go -C dir build -a', 'go build -C dir -a', 'go build -C=dir -a', 'go --C=dir build -a'])(
    'takes the directory out of: %s',
    (line) => {
      expect(split(line)).toMatchObject({ chdir: 'dir', verb: 'build', flags: ['-a'] });
    },
  );

  it.each([
    ['go run a.go b.go c', ['a.go', 'b.go']],
    ['go run . -x', ['.']],
    ['go run -- ./p a', ['./p']],
    ['go build -- ./p ./q', ['./p', './q']],
    ['go test', []],
    ['go test -custom ./p', []],
    ['go test ./p ./q -args ./r', ['./p', './q']],
  ] as const)('finds the packages in: %s', (line, packages) => {
    expect(split(line).packages).toEqual(packages);
  });

  it('loses no argument', () => {
    const argument = fc.constantFrom(
      '-v',
      '-run',
      '-tags=x',
      '-o',
      '-custom',
      '-args',
      '--',
      './p',
      '-',
      'x.go',
      '-C',
      '-h',
    );
    const verb = fc.constantFrom('build', 'test', 'run', 'vet', 'list');
    fc.assert(
      fc.property(verb, fc.array(argument, { maxLength: 6 }), (name, args) => {
        const { chdir, flags, rest } = splitGoCommand(['go', name, ...args]);
        const directory = chdir === undefined && args[0] !== '-C' ? [] : args.slice(0, 2);
        expect([...directory, ...flags, ...rest].sort()).toEqual([...args].sort());
      }),
    );
  });
});

describe('go test', () => {
  const test = 'package p\nimport "testing"\nfunc TestX(t *testing.T) {}\n';
  const files = {
    'go.mod': 'module m\ngo 1.21\n',
    'p_test.go': test,
    'a/p_test.go': test,
    'b/p_test.go': test,
  };

  /** How many packages would be tested, and what the test binary gets; undefined where Go refuses. */
  function askGoTest(args: readonly string[], cwd: string) {
    const { status, stderr } = spawnSync('go', ['test', '-n', '-vet=off', ...args], {
      cwd,
      env: goEnvironment(),
      encoding: 'utf8',
    });
    if (status !== 0) return undefined;
    const runs = stderr.split('\n').filter((line) => line.includes(' -test.paniconexit0'));
    const words = runs[0]?.split(' ').slice(1) ?? [];
    return { packages: runs.length, programArguments: words.filter((word) => !word.startsWith('-test.')) };
  }

  it('is understood as Go does: what it tests, and what the tests get', () => {
    const cwd = makeDirectory(files);
    const word = fc.constantFrom(
      ...[
        './a',
        './b',
        '-v',
        '-short',
        '-count=1',
        '-run',
        'X',
        '-custom',
        '-custom=1',
        '3',
        '-args',
        '--args',
        '--',
        '-',
      ],
    );
    let compared = 0;
    fc.assert(
      fc.property(fc.array(word, { minLength: 1, maxLength: 6 }), (args) => {
        const theirs = askGoTest(args, cwd);
        if (theirs === undefined) return;
        compared++;
        const { packages, programArguments } = splitGoCommand(['go', 'test', ...args]);
        expect({ packages: new Set(packages).size || 1, programArguments }).toEqual(theirs);
      }),
      { numRuns: 50, examples: [[['./a', '-custom', '3', '-v', './b']], [['-custom', './a', './b']]] },
    );
    expect(compared).toBeGreaterThan(10);
  });
});
