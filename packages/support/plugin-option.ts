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
