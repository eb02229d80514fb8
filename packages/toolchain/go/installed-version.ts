import { realpathSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { findGo, type FindGoRequest } from './find-go';
import { readIfPresent } from './read-if-present';

/**
 * The version of Go that is installed, such as `go1.26.1`, without the go command being asked: GOROOT has it in a file.
 * Undefined where there is no go command, or where what is in PATH is a script of a version manager.
 */
export function installedGoVersion(request: FindGoRequest): string | undefined {
  try {
    const go = realpathSync(findGo(request));
    const [first = ''] = readIfPresent(join(dirname(dirname(go)), 'VERSION')).split('\n');
    return /^go1\.\d/.test(first) ? first.trim() : undefined;
  } catch {
    return undefined;
  }
}
