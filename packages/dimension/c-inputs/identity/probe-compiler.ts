import { isAbsolute } from 'node:path';
import { GoshawkError, mapParallel, readFileState } from '../../../support';
import { runProcess } from '../../../toolchain';
import { archFlags } from '../compiler/compiler-command';
import { compilerEnvironment } from '../compiler/compiler-environment';
import { findProgram } from '../compiler/find-program';
import { readLibraryContent } from '../libraries/library-content';
import { plainPath } from '../plain-path';
import type { CContext } from '../types';
import { parseCompilerReport } from './compiler-report';
import { sharedLibrariesOf } from './shared-libraries';

export interface ProbedCompiler {
  /** Everything that takes part in what this compiler produces, absolute. */
  readonly files: readonly string[];
  /** Directories in which another tool or specs file could appear. */
  readonly directories: readonly string[];
  readonly version: string;
}

/** Tools behind a driver; what a compiler does not have it answers with the bare name. */
const TOOLS = ['cc1', 'cc1plus', 'as', 'ld', 'collect2', 'lto1', 'lto-wrapper'];
/** What a link takes in without being asked: of the C compiler, and besides of the C++ compiler. */
const IMPLICIT = {
  C: [
    'crt1.o',
    'Scrt1.o',
    'crti.o',
    'crtn.o',
    'crtbegin.o',
    'crtbeginS.o',
    'crtbeginT.o',
    'crtend.o',
    'crtendS.o',
  ]
    .concat([
      'libgcc.a',
      'libgcc_eh.a',
      'libgcc_s.so',
      'libc.so',
      'libc.a',
      'libpthread.a',
      'liblto_plugin.so',
    ])
    .concat(['libmingwex.a', 'libmsvcrt.a', 'libSystem.tbd']),
  'C++': ['libstdc++.so', 'libstdc++.a'],
} as const;
const PARALLEL = 2;

/** Asks a compiler which files it consists of. One that does not start or answer consists of what its words name. */
export async function probeCompiler(
  language: 'C' | 'C++',
  words: readonly string[],
  context: CContext,
): Promise<ProbedCompiler> {
  const { env, cwd, goEnv } = context;
  const command = [...words, ...archFlags(goEnv)];
  const find = (name: string) => findProgram(name, env, cwd);
  const drivers = words.filter((word) => !word.startsWith('-')).flatMap((word) => find(word) ?? []);
  const report = parseCompilerReport((await ask([...command, '-v', '-E', '-xc', '-'], context)).stderr);
  const tools = await mapParallel(TOOLS, PARALLEL, (tool) =>
    ask([...command, `-print-prog-name=${tool}`], context),
  );
  const parts = await mapParallel(IMPLICIT[language], PARALLEL, (part) =>
    ask([...command, `-print-file-name=${part}`], context),
  );
  const programs = [...drivers, ...report.files, ...tools.map(({ stdout }) => stdout.trim())].flatMap(
    (name) => find(name) ?? [],
  );
  const files = [
    ...programs,
    ...report.files.filter(isAbsolute),
    ...(await sharedLibrariesOf(programs, context)),
    ...parts
      .map(({ stdout }) => stdout.trim())
      .filter(isAbsolute)
      .flatMap(withScriptFiles),
  ];
  return {
    files: [...new Set(files.map(plainPath))].filter((file) => readFileState(file).kind === 'file').sort(),
    directories: [...new Set(report.toolDirectories)].sort(),
    version: report.version,
  };
}

/** libc.so is a linker script on most Linux systems, and names what is linked. */
function withScriptFiles(path: string): string[] {
  if (readFileState(path).kind !== 'file') return [];
  const content = readLibraryContent(path);
  return content.kind === 'script' ? [path, ...content.script.files.filter(isAbsolute)] : [path];
}

async function ask(
  command: readonly string[],
  { env, cwd }: CContext,
): Promise<{ stdout: string; stderr: string }> {
  const [file = '', ...args] = command;
  try {
    const result = await runProcess({ file, args, cwd, env: compilerEnvironment(env, cwd) });
    return result.exitCode === 0 ? result : { stdout: '', stderr: result.stderr };
  } catch (error) {
    if (error instanceof GoshawkError) return { stdout: '', stderr: '' };
    throw error;
  }
}
