import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { goModule, goTest, goWork, printing } from '../support/go-files';
import { cleanEnvironment } from '../support/environment';
import { writeFiles, type Files } from '../support/files';

/** A program that prints what its package `lib` answers, and a test of that package. */
export function answering(library: string, more: Files = {}): Files {
  return {
    ...goWork('apps/app'),
    ...goModule('apps/app', {
      'main.go': printing('lib.Answer()', 'import "example.test/app/lib"'),
      'lib/lib.go': library,
      'lib/lib_test.go': goTest('lib', 'if Answer() != "1" {\n\t\tt.Fatal(Answer())\n\t}'),
      ...more,
    }),
  };
}

/** A package that answers with the last character of `mark`, and has `mark` in its compiled form and nowhere else. */
export function saying(mark: string): string {
  return `package lib\n\nvar word = ${JSON.stringify(mark)}\n\n//go:noinline\nfunc Answer() string { return word[len(word)-1:] }\n`;
}

/** A package that answers 1 if indexes are checked, and 2 if not. */
export function checkingBounds(mark: string): string {
  return `package lib

var word = ${JSON.stringify(mark)}

//go:noinline
func at(values []int, index int) int { return values[index] }

func Answer() (answer string) {
	defer func() {
		if recover() != nil {
			answer = word[len(word)-1:]
		}
	}()
	at(make([]int, 1, 4), 2)
	return "2"
}
`;
}

/** The package as the go command compiles it with another setting. */
export function compiledOtherwise(library: string, args: readonly string[], env = {}): Buffer {
  const directory = mkdtempSync(join(tmpdir(), 'goshawk-other-'));
  try {
    writeFiles(directory, {
      'go.mod': 'module example.test/app\n\ngo 1.21\n',
      'lib/lib.go': library,
    });
    const file = join(directory, 'lib.a');
    execFileSync('go', ['build', ...args, '-o', file, './lib'], {
      cwd: directory,
      env: { ...cleanEnvironment(), GOCACHE: join(directory, 'cache'), GOWORK: 'off', ...env },
    });
    return readFileSync(file);
  } finally {
    rmSync(directory, { recursive: true, force: true });
  }
}
