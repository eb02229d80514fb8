import { UsageError } from '../../support';
import { splitQuoted } from '../process/quoted';
import { findFlagKind } from './flag-table';
import { parseGoArguments } from './parse-arguments';
import { cutFlag, isFlag } from './read-flag';

/** Flags by name with their last value; a switch given without one is 'true'. */
export type FlagValues = ReadonlyMap<string, string>;

/** The flags in force for a verb: GOFLAGS first, arguments override. */
export function readFlagValues(goflags: string, args: readonly string[], verb: string): FlagValues {
  return new Map([...readGoflags(goflags, verb), ...readArguments(args, verb)]);
}

/** Whether a switch is on. The spellings are Go's (strconv.ParseBool). */
export function isSwitchedOn(values: FlagValues, name: string): boolean {
  const value = values.get(name) ?? 'false';
  if (['0', 'f', 'F', 'false', 'FALSE', 'False'].includes(value)) return false;
  if (['1', 't', 'T', 'true', 'TRUE', 'True'].includes(value)) return true;
  throw malformed(
    `The flag -${name} is "${value}", which is neither true nor false.`,
    `Write -${name} or -${name}=false.`,
  );
}

/** In GOFLAGS each word is a whole flag, and flags that the verb lacks are ignored (cmd/go/internal/base/goflags.go). */
function readGoflags(goflags: string, verb: string): [string, string][] {
  return splitQuoted(goflags).flatMap((word): [string, string][] => {
    if (!isFlag(word)) {
      throw malformed(
        `GOFLAGS contains "${word}", which is not a flag.`,
        'Write -name=value there, without a blank.',
      );
    }
    const { name, value } = cutFlag(word);
    const kind = findFlagKind(verb, name);
    if (kind === 'value' && value === undefined) {
      throw malformed(
        `GOFLAGS contains -${name} without a value.`,
        `Write -${name}=value there, without a blank.`,
      );
    }
    return kind === undefined ? [] : [[name, value ?? 'true']];
  });
}

function readArguments(args: readonly string[], verb: string): [string, string][] {
  return parseGoArguments(verb, args).flags.map(({ name, value }) => {
    if (value === undefined && findFlagKind(verb, name) === 'value') {
      throw malformed(`The flag -${name} has no value.`, `Write -${name}=value.`);
    }
    return [name, value ?? 'true'];
  });
}

function malformed(message: string, next: string): UsageError {
  return new UsageError({ code: 'malformed-build-flag', message, next });
}
