import type { Env } from '../toolchain';

/** Variables that differ from task to task and mean nothing to the go command. */
const RUNNER_VARIABLES = /^(NX_|GOSHAWK_INPUTS_|LERNA_|FORCE_COLOR$)/;

const keys = new WeakMap<Env, string>();

/** Text that is the same for environments in which a go command does the same. The environment must not change later. */
export function environmentKey(env: Env): string {
  const known = keys.get(env);
  if (known !== undefined) return known;
  const key = Object.keys(env)
    .filter((name) => !RUNNER_VARIABLES.test(name))
    .sort()
    .map((name) => `${name}=${env[name] ?? ''}`)
    .join('\0');
  keys.set(env, key);
  return key;
}

export function withoutRunnerVariables(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !RUNNER_VARIABLES.test(name)));
}
