import { findFlagKind } from './flag-table';

export interface GoFlag {
  /** Without dashes. */
  name: string;
  /** What was given as -name=value or, for flags that take one, as the next argument. */
  value: string | undefined;
  /** The arguments as given: one or two. */
  raw: readonly string[];
}

/** Go's syntax of a flag: -name, --name, -name=value, --name=value. */
export function isFlag(argument: string): boolean {
  return /^--?[^-=]/.test(argument);
}

/** Name and value of something that isFlag. */
export function cutFlag(flag: string): { name: string; value: string | undefined } {
  const text = flag.replace(/^--?/, '');
  const equals = text.indexOf('=');
  if (equals === -1) return { name: text, value: undefined };
  return { name: text.slice(0, equals), value: text.slice(equals + 1) };
}

/** The flag at the head of the arguments; undefined when there is none, or one that the verb gives to tests. */
export function readFlag(verb: string, args: readonly string[]): GoFlag | undefined {
  const [head, next] = args;
  if (head === undefined || !isFlag(head)) return undefined;
  const { name, value } = cutFlag(head);
  const kind = findFlagKind(verb, name);
  if (kind === undefined && verb === 'test') return undefined;
  const takesNext = kind === 'value' && value === undefined && next !== undefined;
  return takesNext ? { name, value: next, raw: [head, next] } : { name, value, raw: [head] };
}
