import type { Env } from '../../../support';

/**
 * The environment of a compiler that we run to look: messages untranslated, nothing appended to the files in which a
 * person collects dependencies, and `__DATE__` fixed unless SOURCE_DATE_EPOCH says otherwise: the clock is no input
 * that anybody could hold against an artifact.
 */
export function compilerEnvironment(env: Env, cwd: string): Env {
  return {
    ...env,
    LC_ALL: 'C',
    TERM: 'dumb',
    PWD: cwd,
    SOURCE_DATE_EPOCH: env.SOURCE_DATE_EPOCH ?? '0',
    DEPENDENCIES_OUTPUT: undefined,
    SUNPRO_DEPENDENCIES: undefined,
    CC_PRINT_HEADERS: undefined,
    CC_PRINT_HEADERS_FILE: undefined,
  };
}
