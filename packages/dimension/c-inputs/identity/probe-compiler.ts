import { isAbsolute, join } from 'node:path';
import { mapParallel, readFileState } from '../../../support';
import { askCompiler } from '../compiler/ask-compiler';
import { archFlags } from '../compiler/compiler-command';
import { findProgram } from '../compiler/find-program';
import { parseSearchDirectories } from '../compiler/search-directories';
import { isFile } from '../libraries/find-library';
import { readLibraryContent } from '../libraries/library-content';
import { plainPath } from '../plain-path';
import type { CContext } from '../types';
import { parseCompilerReport } from './compiler-report';

export interface ProbedCompiler {
  /** Drivers, wrappers and tools, absolute. */
  readonly programs: readonly string[];
  /** What every name that was looked up led to, '' for nothing: elsewhere in PATH it may lead to another program. */
  readonly lookups: readonly (readonly [name: string, path: string])[];
  /** Specs, configuration files, and what every link takes in. */
  readonly files: readonly string[];
  /** Directories in which another tool or specs file could appear. */
  readonly directories: readonly string[];
  readonly version: string;
}

/** Tools that a driver finds in its own directories. */
const TOOLS = ['cc1', 'cc1plus', 'collect2', 'lto1', 'lto-wrapper', 'as', 'ld'];
/** Tools whose place can be built into a driver. */
const PLACED_TOOLS = ['as', 'ld'];
/** What a link takes in without being asked: start files, the compiler's support library, the C and C++ libraries. */
const IMPLICIT = [
  'crt1.o',
  'Scrt1.o',
  'crti.o',
  'crtn.o',
  'crtbegin.o',
  'crtbeginS.o',
  'crtbeginT.o',
  'crtend.o',
]
  .concat(['crtendS.o', 'libgcc.a', 'libgcc_eh.a', 'libgcc_s.so', 'libc.so', 'libc.a', 'libpthread.a'])
  .concat([
    'liblto_plugin.so',
    'libstdc++.so',
    'libstdc++.a',
    'libmingwex.a',
    'libmsvcrt.a',
    'libSystem.tbd',
  ]);
const PARALLEL = 2;

/** Asks a compiler which files it consists of. One that does not start or answer consists of what its words name. */
export async function probeCompiler(words: readonly string[], context: CContext): Promise<ProbedCompiler> {
  const { env, cwd, goEnv } = context;
  const command = [...words, ...archFlags(goEnv)];
  const questions = [
    ['-v', '-E', '-xc', '-'],
    ['-print-search-dirs'],
    ...PLACED_TOOLS.map((tool) => [`-print-prog-name=${tool}`]),
  ];
  const [verbose, searched, ...placed] = await mapParallel(questions, PARALLEL, (question) =>
    askCompiler([...command, ...question], context),
  );
  const report = parseCompilerReport(verbose?.stderr ?? '');
  const { programs, libraries } = parseSearchDirectories(searched?.stdout ?? '');
  const named = [
    ...words.filter((word) => !word.startsWith('-')),
    ...report.files,
    ...placed.map(({ stdout }) => stdout.trim()),
    ...TOOLS.flatMap((tool) => firstIn(programs, tool) ?? []),
  ];
  const implicit = IMPLICIT.flatMap((name) => firstIn(libraries, name) ?? []);
  const lookups = [...new Set(named)].map((name) => [name, findProgram(name, env, cwd) ?? ''] as const);
  return {
    lookups,
    programs: unique(lookups.flatMap(([, path]) => (path === '' ? [] : [path]))),
    files: unique([...report.files.filter(isAbsolute), ...implicit.flatMap(withScriptFiles)]).filter(isFile),
    directories: unique([...report.toolDirectories, ...programs]),
    version: report.version,
  };
}

/** libc.so is a linker script on most Linux systems, and names what is linked. */
function withScriptFiles(path: string): string[] {
  if (readFileState(path).kind !== 'file') return [];
  const content = readLibraryContent(path);
  return content.kind === 'script' ? [path, ...content.script.files.filter(isAbsolute)] : [path];
}

function firstIn(directories: readonly string[], name: string): string | undefined {
  return directories.map((directory) => join(directory, name)).find(isFile);
}

function unique(paths: readonly string[]): string[] {
  return [...new Set(paths.map(plainPath))].sort();
}
