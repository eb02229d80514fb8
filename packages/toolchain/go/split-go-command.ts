import { parse } from 'node:path';
import { isBuildVerb } from './flag-table';
import { parseGoArguments } from './parse-arguments';
import { cutFlag, isFlag } from './read-flag';

export interface GoCommand {
  /** argv[0] when it names a go command, else undefined. */
  go: string | undefined;
  /** The directory of -C, which must be the first flag. */
  chdir: string | undefined;
  /** '' when there is none. */
  verb: string;
  /** The verb's flags as given, each with its value; -C is left out. Empty for verbs that do not build. */
  flags: readonly string[];
  /** What is left in the order given: packages, files, arguments of the program or test. */
  rest: readonly string[];
  /** The packages or files among the rest. */
  packages: readonly string[];
  /** The arguments for the program or test binary among the rest. */
  programArguments: readonly string[];
}

/** Takes a go command line apart: ['go', 'build', '-o', 'x', './...'], with or without the leading go. */
export function splitGoCommand(argv: readonly string[]): GoCommand {
  const go = isGoCommand(argv[0]) ? argv[0] : undefined;
  const words = go === undefined ? argv : argv.slice(1);
  const before = takeChdir(words);
  const [verb = '', ...args] = before.args;
  const command = { go, chdir: before.chdir, verb };
  if (!isBuildVerb(verb)) return { ...command, flags: [], rest: args, packages: [], programArguments: [] };
  const after = takeChdir(args);
  const { flags, ...others } = parseGoArguments(verb, after.args);
  const chdir = before.chdir ?? after.chdir;
  return { ...command, ...others, chdir, flags: flags.flatMap((flag) => flag.raw) };
}

/** go, go.exe, go1.26.8, /usr/local/go/bin/go… */
function isGoCommand(file: string | undefined): file is string {
  return file !== undefined && /^go(\d[\w.]*)?$/.test(parse(file.replace(/\.exe$/i, '')).base);
}

function takeChdir(args: readonly string[]): { chdir: string | undefined; args: readonly string[] } {
  const first = args[0];
  if (first === undefined || !isFlag(first)) return { chdir: undefined, args };
  const { name, value } = cutFlag(first);
  if (name !== 'C') return { chdir: undefined, args };
  return value === undefined
    ? { chdir: args[1], args: args.slice(2) }
    : { chdir: value, args: args.slice(1) };
}
