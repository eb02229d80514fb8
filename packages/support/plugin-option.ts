import { UsageError } from './errors';

/** @throws UsageError 'invalid-plugin-option' */
export function objectOption(name: string, value: unknown): Record<string, unknown> {
  if (isObject(value)) return value;
  throw invalidPluginOption(name, 'an object');
}

/** @throws UsageError 'invalid-plugin-option' */
export function textOption(options: Record<string, unknown>, name: string): string | undefined {
  const value = options[name];
  if (value === undefined || typeof value === 'string') return value;
  throw invalidPluginOption(name, 'a string');
}

/**
 * @param owner the option that the others are part of
 * @throws UsageError 'invalid-plugin-option' for another name than the known ones
 */
export function refuseUnknownOptions(
  options: Record<string, unknown>,
  known: readonly string[],
  owner?: string,
): void {
  const full = (name: string) => (owner === undefined ? name : `${owner}.${name}`);
  const unknown = Object.keys(options).find((name) => !known.includes(name));
  if (unknown === undefined) return;
  throw new UsageError({
    code: 'invalid-plugin-option',
    message: `The plugin goshawk in nx.json has no option ${full(unknown)}.`,
    next: `Take it out; the options are ${known.map(full).join(', ')}.`,
  });
}

export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** @param wanted completes `is not …` */
export function invalidPluginOption(name: string, wanted: string): UsageError {
  return new UsageError({
    code: 'invalid-plugin-option',
    message: `The option ${name} of the plugin goshawk in nx.json is not ${wanted}.`,
    next: 'Correct it there, and run the command again.',
  });
}
