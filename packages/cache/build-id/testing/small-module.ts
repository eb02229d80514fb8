import type { Env } from '../../../support';
import { makeDirectory } from '../../../support/testing/make-directory';
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
  'library/library.go': 'package library\n\nfunc One() int { return 1 }\n',
  'library/library_test.go': [
    'package library',
    'import "testing"',
    'func TestOne(t *testing.T) { if One() != 1 { t.Fatal("not one") } }\n',
  ].join('\n'),
};

/** A module with small programs, and a GOCACHE that only its go commands fill. */
export class SmallModule {
  readonly directory = makeDirectory(FILES);
  readonly goCache = makeDirectory();

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
