import { existsSync, readFileSync, realpathSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import type { Env } from '../../../support';
import { makeDirectory, writeFiles } from '../../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../../toolchain/testing/go-environment';

const FILES = {
  'go.mod': 'module example.com/small\n\ngo 1.21\n',
  'tiny/tiny.go': 'package main\n\nfunc main() { println("tiny") }\n',
  'embedded/embedded.go': [
    'package main',
    'import _ "embed"',
    '//go:embed note.txt',
    'var note string',
    'func main() { println(note) }\n',
  ].join('\n'),
  'embedded/note.txt': 'a note\n',
  'native/native.go': [
    'package main',
    '// static int one(void) { return 1; }',
    'import "C"',
    'func main() { println(C.one()) }\n',
  ].join('\n'),
  'fuzzed/fuzzed_test.go': [
    'package fuzzed',
    'import "testing"',
    'func FuzzLength(f *testing.F) {',
    '\tf.Add("seed")',
    '\tf.Fuzz(func(t *testing.T, text string) { if len(text) < 0 { t.Fatal(text) } })',
    '}\n',
  ].join('\n'),
  'library/library.go': 'package library\n\nfunc One() int { return 1 }\n',
  'library/library_test.go': [
    'package library',
    'import "testing"',
    'func TestOne(t *testing.T) { if One() != 1 { t.Fatal("not one") } }\n',
  ].join('\n'),
};

/** Absolute path of something that all specs of this user share. */
export function sharedPath(name: string): string {
  return join(realpathSync(tmpdir()), `goshawk-spec-small-${userInfo().username}`, name);
}

/** A module with small programs, and a GOCACHE that only its go commands fill. */
export class SmallModule {
  private constructor(
    readonly directory: string,
    readonly goCache: string,
  ) {}

  static make(): SmallModule {
    return new SmallModule(makeDirectory(FILES), makeDirectory());
  }

  /** The one that all specs of this user share, now and later: nobody may change its files, or use its cache without a lock. */
  static shared(): SmallModule {
    const directory = sharedPath('module');
    // Others may be compiling what is there.
    const isThere = ([path, text]: [string, string]) =>
      existsSync(join(directory, path)) && readFileSync(join(directory, path), 'utf8') === text;
    writeFiles(directory, Object.fromEntries(Object.entries(FILES).filter((file) => !isThere(file))));
    return new SmallModule(directory, sharedPath('gocache'));
  }

  /** Runs a go command and gives what it prints. */
  go(args: readonly string[], env: Env = {}): string {
    return askGoItself(args, this.directory, goEnvironment({ GOCACHE: this.goCache, ...env }));
  }

  /** Builds a program for a platform without cgo, and gives the path of the executable. */
  buildFor(platform: string, env: Env = {}): string {
    const [GOOS, GOARCH] = platform.split('/');
    const path = `${this.directory}/out/${platform.replace('/', '-')}-${env.GOTOOLCHAIN ?? 'local'}`;
    this.go(['build', '-o', path, './tiny'], { GOOS, GOARCH, CGO_ENABLED: '0', ...env });
    return path;
  }
}

/** What `go tool buildid` says; the cache of the machine is used, since Go compiles the tool first. */
export function askForBuildId(path: string): string {
  return askGoItself(['tool', 'buildid', path], process.cwd(), goEnvironment()).trim();
}
