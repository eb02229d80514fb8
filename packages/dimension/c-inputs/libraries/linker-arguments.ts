import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { splitQuoted } from '../../../toolchain';

/** One library that the linker looks for. */
export interface WantedLibrary {
  /** As behind `-l`: `name`, or `:file`. */
  readonly name: string;
  readonly linking: 'dynamic' | 'static';
  /** An optional one need not exist: a compiler adds it by itself, under one of several names. */
  readonly need: 'required' | 'optional';
}

export interface LinkerArguments {
  /** -L directories, in order; all count for all libraries. */
  readonly directories: readonly string[];
  readonly libraries: readonly WantedLibrary[];
  /** Words that may name a file that is read: objects, archives, scripts, lists, response files. */
  readonly candidates: readonly string[];
  /** `Foo` of `-framework Foo`, and the -F directories. */
  readonly frameworks: readonly string[];
  readonly frameworkDirectories: readonly string[];
}

/** Files that the linker writes: as inputs they would change with every link. */
const WRITTEN = /^-{1,2}(?:o|output|Map|map|out-implib|dependency-file|cref|print-map|pdb)$/;

/** Reads linker flags as the compiler driver and the linker do together. */
export function parseLinkerArguments(flags: readonly string[], cwd: string): LinkerArguments {
  const words = expand(flags, cwd);
  const directories: string[] = [];
  const libraries: WantedLibrary[] = [];
  const candidates: string[] = flags.flatMap((flag) =>
    flag.startsWith('@') ? [resolve(cwd, flag.slice(1))] : [],
  );
  const frameworks: string[] = [];
  const frameworkDirectories: string[] = [];
  const saved: WantedLibrary['linking'][] = [];
  let linking: WantedLibrary['linking'] = words.some((word) => /^-(?:static|static-pie)$/.test(word))
    ? 'static'
    : 'dynamic';

  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const next = () => words[++at] ?? '';
    const directory = /^(?:-L|--library-path=)(.*)$/.exec(word);
    const library = /^(?:-l|--library=)(.*)$/.exec(word);
    if (directory) directories.push(resolve(cwd, directory[1] || next()));
    else if (library) libraries.push({ name: library[1] || next(), linking, need: 'required' });
    else if (word === '-framework' || word === '-weak_framework') frameworks.push(next());
    else if (word.startsWith('-F')) frameworkDirectories.push(resolve(cwd, word.slice(2) || next()));
    else if (/^-{1,2}(?:Bstatic|dn|non_shared)$/.test(word)) linking = 'static';
    else if (/^-{1,2}(?:Bdynamic|dy|call_shared)$/.test(word)) linking = 'dynamic';
    else if (word === '--push-state') saved.push(linking);
    else if (word === '--pop-state') linking = saved.pop() ?? linking;
    else if (WRITTEN.test(word)) next();
    else candidates.push(...fileCandidates(word).map((name) => resolve(cwd, name)));
  }
  libraries.push(...addedByCompiler(words, linking));
  return { directories, libraries, candidates, frameworks, frameworkDirectories };
}

/** One list of words: `-Wl,a,b` and `-Xlinker a` opened, response files read in. */
function expand(flags: readonly string[], cwd: string): string[] {
  return flags.flatMap((flag) => {
    if (flag === '-Xlinker') return [];
    if (flag.startsWith('-Wl,')) return flag.slice('-Wl,'.length).split(',');
    return flag.startsWith('@') ? expand(readResponseFile(resolve(cwd, flag.slice(1))), cwd) : [flag];
  });
}

function readResponseFile(file: string): string[] {
  try {
    return splitQuoted(readFileSync(file, 'utf8'));
  } catch {
    return []; // The driver takes an unreadable one for a file name, and fails: the build shows it.
  }
}

function fileCandidates(word: string): string[] {
  const equals = word.indexOf('=');
  if (!word.startsWith('-')) return [word];
  if (equals !== -1) return WRITTEN.test(word.slice(0, equals)) ? [] : [word.slice(equals + 1)];
  return word.startsWith('-T') && word.length > 2 ? [word.slice(2)] : [];
}

/** Runtime libraries that flags bring along; each compiler has its own name for them. */
function addedByCompiler(words: readonly string[], linking: WantedLibrary['linking']): WantedLibrary[] {
  const names = words.flatMap((word) => {
    if (word === '-fopenmp') return ['gomp', 'omp', 'iomp5'];
    if (word === '-static-libstdc++') return ['stdc++'];
    const sanitizer = /^-fsanitize=(address|memory|thread|undefined)$/.exec(word)?.[1];
    return sanitizer === undefined
      ? []
      : [{ address: 'asan', memory: 'msan', thread: 'tsan', undefined: 'ubsan' }[sanitizer] ?? ''];
  });
  return names.map((name) => ({ name, linking, need: 'optional' }));
}
