import type { Env } from './environment';

const keys = new WeakMap<Env, string>();

/** Text that is the same for equal environments. The environment must not change later. */
export function environmentKey(env: Env): string {
  const known = keys.get(env);
  if (known !== undefined) return known;
  const key = Object.keys(env)
    .sort()
    .map((name) => (env[name] === undefined ? name : `${name}=${env[name]}`))
    .join('\0');
  keys.set(env, key);
  return key;
}
