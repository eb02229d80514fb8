import { delimiter } from 'node:path';

/** A process environment: always passed on explicitly, so that tests and batches can differ from `process.env`. */
export type Env = Readonly<Record<string, string | undefined>>;

/**
 * The value of an environment variable, or undefined when it is unset. Windows looks names up without regard to case
 * (`Path`, `PATH`), but only `process.env` itself does that in Node; a copy of it does not.
 */
export function readVariable(
  env: Env,
  name: string,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  const exact = env[name];
  if (exact !== undefined || platform !== 'win32') return exact;
  const wanted = name.toUpperCase();
  const found = Object.keys(env).find((key) => key.toUpperCase() === wanted);
  return found === undefined ? undefined : env[found];
}

/**
 * An environment in which programs are looked up in further directories.
 *
 * @param before directories that come before those of its PATH
 * @param after and after them
 */
export function withPath(
  env: Env,
  { before = [], after = [] }: { readonly before?: readonly string[]; readonly after?: readonly string[] },
): Env {
  const isPath = (name: string) => (process.platform === 'win32' ? name.toUpperCase() : name) === 'PATH';
  const others = Object.entries(env).filter(([name]) => !isPath(name));
  const path = [...before, readVariable(env, 'PATH') ?? '', ...after].join(delimiter);
  return { ...Object.fromEntries(others), PATH: path };
}
