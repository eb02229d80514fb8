import type { CContext, CgoPackage } from '../types';
import type { CSettings } from './c-settings';
import { archFlags, compilerCommand } from './compiler-command';
import { compiledName, examinedText, type PreambleOfFile } from './generated-files';

/** One run of the preprocessor that stands for one or more runs of the compiler in a build. */
export interface TranslationUnit {
  /** Stable name within the package. */
  readonly name: string;
  /** The compiler and every flag that decides what it reads. */
  readonly command: readonly string[];
  readonly cwd: string;
  /** File name relative to `cwd`, or '-' for standard input. */
  readonly file: string;
  readonly input?: string | undefined;
}

/** What the compiler is to preprocess for a package; `sourceDir` has the package's files or copies of them. */
export function planUnits(
  pkg: CgoPackage,
  preambles: readonly PreambleOfFile[],
  settings: CSettings,
  context: CContext,
  { objectDir, sourceDir }: { objectDir: string; sourceDir: string },
): TranslationUnit[] {
  const shared = [...settings.cppFlags, '-I', objectDir];
  const cFlags = [...shared, ...settings.cFlags];
  const compile = [...compilerCommand(settings.cc, pkg.dir, context.goEnv), ...cFlags];
  const compileCxx = [
    ...compilerCommand(settings.cxx, pkg.dir, context.goEnv),
    ...shared,
    ...settings.cxxFlags,
  ];
  const examine = examineCommand(settings, cFlags, context);
  const ofPackage = (file: string, command: readonly string[], cwd = sourceDir) => ({
    name: file,
    command,
    cwd,
    file,
  });
  return [
    { name: '_cgo_export.c', command: compile, cwd: objectDir, file: '_cgo_export.c' },
    ...preambles.flatMap((preamble) => [
      {
        name: `${preamble.file} examined`,
        command: examine,
        cwd: pkg.dir,
        file: '-',
        input: examinedText(preamble, pkg.dir),
      },
      {
        name: `${preamble.file} compiled`,
        command: compile,
        cwd: objectDir,
        file: compiledName(preamble.file),
      },
    ]),
    ...pkg.cFiles.map((file) => ofPackage(file, compile)),
    ...pkg.mFiles.map((file) => ofPackage(file, compile, pkg.dir)),
    ...compiledAssembly(pkg)
      .filter(isPreprocessed)
      .map((file) => ofPackage(file, compile)),
    ...pkg.cxxFiles.map((file) => ofPackage(file, compileCxx)),
  ];
}

/** The assembly files that gcc compiles: all, but in runtime/cgo its own only (cmd/go/internal/work/action.go: cgoAction). */
export function compiledAssembly({ importPath, sFiles }: CgoPackage): string[] {
  return sFiles.filter((file) => importPath !== 'runtime/cgo' || file.startsWith('gcc_'));
}

/** `.S` and `.sx` go through the preprocessor, `.s` does not. */
export function isPreprocessed(assemblyFile: string): boolean {
  return !assemblyFile.endsWith('.s');
}

/** cmd/cgo/gcc.go: gccCmd and gccErrors. Without optimisation `__OPTIMIZE__` is unset, and other headers may be read. */
function examineCommand({ cc }: CSettings, cFlags: readonly string[], { goEnv }: CContext): string[] {
  const kept = cFlags.filter((flag) => !flag.startsWith('-g') && !flag.startsWith('-O'));
  return [...cc, '-xc', ...kept, ...archFlags(goEnv), '-O0'];
}
