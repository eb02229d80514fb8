import { UsageError } from '../../support';
import { joinQuoted, type Env } from '../../toolchain';
import { listOf, type SharedOptions } from './go-options';

/** What options come to: the environment and the flags of a go command. */
export interface GoSettings {
  readonly env: Env;
  readonly flags: readonly string[];
}

/** Translates options into environment variables and flags. Options win over the environment. */
export function settingsOf(options: SharedOptions, env: Env): GoSettings {
  const own: Record<string, string> = { ...options.env };
  if (options.goos !== undefined) own.GOOS = options.goos;
  if (options.goarch !== undefined) own.GOARCH = options.goarch;
  if (options.cgo !== undefined) own.CGO_ENABLED = options.cgo ? '1' : '0';
  return { env: { ...env, ...own }, flags: [...flagsOf(options), ...(options.flags ?? [])] };
}

function flagsOf(options: SharedOptions): string[] {
  const flags = [`-buildvcs=${options.stamp === true ? 'true' : 'false'}`];
  const tags = listOf(options.tags)
    .flatMap((tag) => tag.split(/[\s,]+/))
    .filter((tag) => tag !== '');
  if (tags.length > 0) flags.push(`-tags=${tags.join(',')}`);
  for (const name of ['ldflags', 'gcflags', 'asmflags'] as const)
    flags.push(...toolFlags(name, options[name]));
  for (const name of ['trimpath', 'race', 'msan', 'asan', 'cover'] as const) {
    const value = options[name];
    if (value !== undefined) flags.push(`-${name}=${value}`);
  }
  for (const name of ['buildmode', 'pgo', 'overlay', 'mod'] as const) {
    const value = options[name];
    if (value !== undefined) flags.push(`-${name}=${value}`);
  }
  return flags;
}

/** A string is passed as it is, in the go command's own quoting; of a list each element is one argument of the tool. */
function toolFlags(name: string, value: string | readonly string[] | undefined): string[] {
  if (value === undefined) return [];
  if (typeof value === 'string') return [`-${name}=${value}`];
  const unquotable = value.find((one) => one.includes("'") && one.includes('"'));
  if (unquotable !== undefined) {
    throw new UsageError({
      code: 'unquotable-flag',
      message: `The ${name} element ${unquotable} holds both kinds of quotes, which the go command cannot take.`,
      next: 'Use one kind of quote in each element.',
    });
  }
  return [`-${name}=${joinQuoted(value)}`];
}
