import { GoshawkError } from '../../support';
import { askGo } from './go-command';
import type { GoEnvRequest } from './go-env';
import { completePackage, PACKAGE_FIELDS, type GoPackage } from './go-package';
import { parseJsonStream } from './json-stream';

export interface ListRequest extends GoEnvRequest {
  /** After `go list -e -json=…`: flags (-deps, -test, -tags…), then patterns. */
  args: readonly string[];
  signal?: AbortSignal | undefined;
}

/**
 * Packages by `go list -e`: broken ones are among them, with Error set.
 * @throws GoshawkError go-list-failed when Go cannot list at all (a broken go.mod, an unknown flag)
 */
export async function listPackages({ go, cwd, env, args, signal }: ListRequest): Promise<GoPackage[]> {
  const text = await askGo({
    go,
    cwd,
    env,
    signal,
    args: ['list', '-e', `-json=${PACKAGE_FIELDS.join(',')}`, ...args],
    failure: { code: 'go-list-failed', what: '`go list`' },
  });
  return parseJsonStream(text).map((object) => {
    if (!isPrintedPackage(object)) throw unexpected(object);
    return completePackage(object);
  });
}

function isPrintedPackage(value: unknown): value is Partial<GoPackage> & { ImportPath: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'ImportPath' in value &&
    typeof value.ImportPath === 'string'
  );
}

function unexpected(object: unknown): GoshawkError {
  return new GoshawkError({
    code: 'go-list-failed',
    message: `\`go list -json\` printed something that is no package: ${JSON.stringify(object).slice(0, 200)}`,
    next: 'Check GOFLAGS and the arguments for flags that change the output, such as -m or -f.',
  });
}
