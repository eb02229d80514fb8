import type { Env } from '../../toolchain';

/** The environment with Go's package index switched off (cmd/go/internal/modindex: `#goindex`). */
export function withoutGoIndex(env: Env): Env {
  return { ...env, GODEBUG: [env.GODEBUG, 'goindex=0'].filter(Boolean).join(',') };
}
