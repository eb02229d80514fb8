import { createHash } from 'node:crypto';
import type { ActionGraph } from '../../../toolchain';
import { quoteGo } from '../arguments/go-quote';

/**
 * The IDs under which Go looks a test's result up and keeps it (cmd/go/internal/test/test.go: tryCacheWithID): first by
 * the action ID of the link, then, where the linker had to run, by the content ID of what it made.
 * `GODEBUG=gocachetest=1` prints them, but tests would see that variable.
 */
export interface TestIds {
  readonly byLink: string;
  /** Only where the test binary was linked. */
  readonly byBinary: string | undefined;
}

/** What Go puts before everything it hashes (cmd/go/internal/cache/hash.go: hashSalt). */
function hashSalt(goVersion: string): string {
  return goVersion.replace(/[ -]X:.*$/s, '');
}

/** The test IDs of every test binary of a command, by import path of the package under test. */
export function testIdsOf(
  graph: ActionGraph,
  keyArguments: readonly string[],
  goVersion: string,
): Map<string, TestIds> {
  const idOf = (half: string) =>
    createHash('sha256')
      .update(hashSalt(goVersion))
      .update(`test binary ${half} args [${keyArguments.map(quoteGo).join(' ')}] execcmd []`)
      .digest('hex');
  const found = new Map<string, TestIds>();
  for (const action of graph) {
    if (action.Mode !== 'link' || action.ActionID === undefined) continue;
    const content = action.BuildID?.split('/').at(-1);
    found.set(action.Package.replace(/\.test$/, ''), {
      byLink: idOf(action.ActionID),
      byBinary: content === undefined ? undefined : idOf(content),
    });
  }
  return found;
}
