import { basename, dirname } from 'node:path';
import { findProgram } from '../../dimension';
import { UsageError, withPath } from '../../support';
import { joinQuoted, splitQuoted, type Env } from '../../toolchain';
import type { PreparedTask } from '../go-task';
import type { VulnOptions } from '../options/go-options';

/**
 * The environment of govulncheck, which knows few flags of the go command: it starts the `go` of PATH, and that one reads
 * GOFLAGS.
 *
 * @param env of a go command in the dimension
 * @throws UsageError 'go-binary-not-called-go'
 */
export function scannerEnvironment(task: PreparedTask<VulnOptions>, env: Env): Env {
  const { mod } = task.options;
  const flags = splitQuoted(task.dimension.goEnv.GOFLAGS);
  return {
    ...withGoFirst(task, env),
    ...(mod !== undefined && { GOFLAGS: joinQuoted([...flags, `-mod=${mod}`]) }),
  };
}

/** It takes the version of the standard library from that `go`: another one would have other vulnerabilities. */
function withGoFirst({ id, go, projectRoot }: PreparedTask<VulnOptions>, env: Env): Env {
  if (findProgram('go', env, projectRoot) === go) return env;
  if (!/^go(\.\w+)?$/i.test(basename(go))) {
    throw new UsageError({
      code: 'go-binary-not-called-go',
      message: `${id}: govulncheck looks for a program called go, and the option goBinary names ${go}.`,
      next: 'Set goBinary to the go command in the bin directory of that Go, which `go env GOROOT` of it shows, or choose a version with GOTOOLCHAIN in the option env.',
    });
  }
  return withPath(env, { before: [dirname(go)] });
}
