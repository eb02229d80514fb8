import { UsageError } from '../support';

/** Options of the plugin's entry in nx.json. */
export interface PluginOptions {
  /** The go command: a path or a name on PATH. */
  readonly goBinary?: string;
  /** Directory of all dimensions; the user's cache directory where unset. */
  readonly cacheRoot?: string;
  /** What to do when a replayed test read something then that differs now. */
  readonly undeclaredInputs: 'fail' | 'warn';
}

/** Reads the options as nx.json has them; a plugin listed by name alone has none. */
export function readPluginOptions(given: unknown): PluginOptions {
  if (given === undefined || given === null) return { undeclaredInputs: 'fail' };
  if (typeof given !== 'object') throw invalid('options', 'an object');
  const options = given as Record<string, unknown>;
  const undeclaredInputs = options.undeclaredInputs ?? 'fail';
  if (undeclaredInputs !== 'fail' && undeclaredInputs !== 'warn')
    throw invalid('undeclaredInputs', '"fail" or "warn"');
  return { goBinary: text(options, 'goBinary'), cacheRoot: text(options, 'cacheRoot'), undeclaredInputs };
}

function text(options: Record<string, unknown>, name: string): string | undefined {
  const value = options[name];
  if (value === undefined || typeof value === 'string') return value;
  throw invalid(name, 'a string');
}

function invalid(name: string, wanted: string): UsageError {
  return new UsageError({
    code: 'invalid-plugin-option',
    message: `The option ${name} of the plugin goshawk in nx.json is not ${wanted}.`,
    next: 'Correct it there.',
  });
}
