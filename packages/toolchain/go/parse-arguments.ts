import { findFlagKind } from './flag-table';

export interface GoFlag {
  /** Without dashes. */
  name: string;
  /** What was given as -name=value or, for flags that take one, as the next argument. */
  value: string | undefined;
  /** The arguments as given: one or two. */
  raw: readonly string[];
}

export interface GoArguments {
  /** Flags of the verb, in the order given. */
  flags: readonly GoFlag[];
  /** Everything else: packages and files, then arguments of the program or test, with a -args or -- before them. */
  rest: readonly string[];
  packages: readonly string[];
  /** What the program of `go run` or the test binary gets, besides the flags that `go test` passes on itself. */
  programArguments: readonly string[];
}

/** Reads the arguments after a verb of the go command as that verb does; what Go will refuse is passed on as it is. */
export function parseGoArguments(verb: string, args: readonly string[]): GoArguments {
  if (verb === 'test') return parseTestArguments(args);
  const flags: GoFlag[] = [];
  let at = 0;
  for (;;) {
    const flag = readFlag(verb, args, at);
    if (flag === undefined) break;
    flags.push(flag);
    at += flag.raw.length;
  }
  const rest = args.slice(at);
  const positional = rest[0] === '--' ? rest.slice(1) : rest;
  const packages = verb === 'run' ? takeProgram(positional) : positional;
  return { flags, rest, packages, programArguments: positional.slice(packages.length) };
}

/** A `go run` takes either leading .go files or one package; what follows belongs to the program. */
function takeProgram(args: readonly string[]): readonly string[] {
  const files = args.findIndex((arg) => !arg.endsWith('.go'));
  return args.slice(0, files === -1 ? args.length : Math.max(files, 1));
}

/** Flags may stand before and after the packages of `go test`, mixed with those of the test (test/testflag.go: testFlags). */
function parseTestArguments(args: readonly string[]): GoArguments {
  const flags: GoFlag[] = [];
  const unknown: string[] = [];
  const packages: string[] = [];
  let packagesAre: 'to come' | 'here' | 'over' = 'to come';
  let mayBeValue = false;
  let at = 0;
  for (let arg = args[at]; arg !== undefined; arg = args[at]) {
    const wasFlagWithoutValue = mayBeValue;
    mayBeValue = false;
    if (arg === '--') break;
    if (!isFlag(arg)) {
      if (packagesAre === 'over' && !wasFlagWithoutValue) break;
      if (packagesAre === 'over') {
        unknown.push(arg);
      } else {
        packagesAre = 'here';
        packages.push(arg);
      }
      at += 1;
      continue;
    }
    if (packagesAre === 'here') packagesAre = 'over';
    const flag = readFlag('test', args, at);
    if (flag !== undefined) {
      flags.push(flag);
      at += flag.raw.length;
      continue;
    }
    packagesAre = 'over'; // The flag is the test's: what follows may be its value.
    if (/^--?args$/.test(arg)) {
      const programArguments = [...unknown, ...args.slice(at + 1)];
      return { flags, rest: [...packages, ...unknown, ...args.slice(at)], packages, programArguments };
    }
    mayBeValue = !arg.includes('=');
    unknown.push(arg);
    at += 1;
  }
  const programArguments = [...unknown, ...args.slice(at)];
  return { flags, rest: [...packages, ...programArguments], packages, programArguments };
}

function readFlag(verb: string, args: readonly string[], at: number): GoFlag | undefined {
  const arg = args[at];
  if (arg === undefined || !isFlag(arg)) return undefined;
  const { name, value } = cutFlag(arg);
  const kind = findFlagKind(verb, name) ?? (verb === 'test' ? undefined : 'switch');
  if (kind === undefined) return undefined;
  const next = args[at + 1];
  if (kind === 'switch' || value !== undefined || next === undefined) return { name, value, raw: [arg] };
  return { name, value: next, raw: [arg, next] };
}

/** Go's syntax of a flag: -name, --name, -name=value, --name=value. */
export function isFlag(arg: string): boolean {
  return /^--?[^-=]/.test(arg);
}

/** Name and value of something that isFlag. */
export function cutFlag(arg: string): { name: string; value: string | undefined } {
  const text = arg.replace(/^--?/, '');
  const equals = text.indexOf('=');
  return equals === -1
    ? { name: text, value: undefined }
    : { name: text.slice(0, equals), value: text.slice(equals + 1) };
}
