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
