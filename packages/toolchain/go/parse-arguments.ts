import { parseTestArguments } from './parse-test-arguments';
import type { GoArguments } from './go-arguments';
import { readFlag, type GoFlag } from './read-flag';

/** Reads the arguments after a verb of the go command as that verb does; what Go will refuse is passed on as it is. */
export function parseGoArguments(verb: string, args: readonly string[]): GoArguments {
  if (verb === 'test') return parseTestArguments(args);
  const flags: GoFlag[] = [];
  let rest = args;
  for (let flag = readFlag(verb, rest); flag !== undefined; flag = readFlag(verb, rest)) {
    flags.push(flag);
    rest = rest.slice(flag.raw.length);
  }
  const positional = rest[0] === '--' ? rest.slice(1) : rest;
  const packages = verb === 'run' ? takeProgram(positional) : positional;
  return { flags, rest, packages, programArguments: positional.slice(packages.length) };
}

/** A `go run` takes either leading .go files or one package; what follows belongs to the program. */
function takeProgram(args: readonly string[]): readonly string[] {
  const files = args.findIndex((arg) => !arg.endsWith('.go'));
  return args.slice(0, files === -1 ? args.length : Math.max(files, 1));
}
