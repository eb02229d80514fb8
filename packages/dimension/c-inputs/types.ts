import type { Env, FileDigests } from '../../support';
import type { GoEnv } from '../../toolchain';

/** A cgo package as `go list` describes it; `#cgo` lines are expanded and `${SRCDIR}` is resolved already. */
export interface CgoPackage {
  readonly importPath: string;
  /** Absolute. */
  readonly dir: string;
  readonly cgoFiles: readonly string[];
  readonly cFiles: readonly string[];
  readonly cxxFiles: readonly string[];
  readonly mFiles: readonly string[];
  readonly fFiles: readonly string[];
  readonly sFiles: readonly string[];
  readonly hFiles: readonly string[];
  readonly cflags: readonly string[];
  readonly cppflags: readonly string[];
  readonly cxxflags: readonly string[];
  readonly fflags: readonly string[];
  readonly ldflags: readonly string[];
  readonly pkgConfig: readonly string[];
}

/** A directory whose absolute place does not count: files below it are named `<name>/<relative path>`. */
export interface NamedRoot {
  readonly name: string;
  readonly dir: string;
}

export interface CContext {
  readonly env: Env;
  readonly goEnv: GoEnv;
  /** Absolute path of the go command. */
  readonly go: string;
  readonly cwd: string;
  readonly memoDirectory: string;
  readonly digests: FileDigests;
  readonly roots: readonly NamedRoot[];
  /** "Replace" of a user's own -overlay: absolute path to the file that is read instead. */
  readonly overlay?: Readonly<Record<string, string>> | undefined;
  /** What -asan and -msan add to the C flags. */
  readonly sanitizer?: 'address' | 'memory' | undefined;
}

export type CInputRole =
  'source' | 'header' | 'assembled' | 'library' | 'linker-file' | 'compiler' | 'observed';

/** One file that the C compiler, the assembler or the linker reads. */
export interface CInputFile {
  /** Absolute. */
  readonly path: string;
  /** The path as it enters the digest: `<root name>/<relative>` below a named root. */
  readonly logical: string;
  /** SHA-256 (hex) of the content, or 'absent'. */
  readonly digest: string;
  readonly role: CInputRole;
}

/** The C input closure of one package. */
export interface CInputs {
  readonly importPath: string;
  /** SHA-256 (hex); equal where contents are equal, whatever the directories are called. */
  readonly digest: string;
  readonly files: readonly CInputFile[];
  /** False when something that the build may read could not be established; `notes` say what. */
  readonly complete: boolean;
  readonly notes: readonly string[];
}
