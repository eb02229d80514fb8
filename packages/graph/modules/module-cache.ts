import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { systemErrorCode } from '../../support';
import { escapeModulePath, escapeVersion, parseGoMod, type GoModFile } from '../../toolchain';

/**
 * Reads go.mod files of dependencies from a module cache (`go help goproxy`; cmd/go/internal/modfetch/cache.go: CachePath).
 *
 * @param directory GOMODCACHE
 */
export function moduleCacheReader(
  directory: string,
): (path: string, version: string) => GoModFile | undefined {
  return (path, version) => {
    const [escapedPath, escapedVersion] = [escapeModulePath(path), escapeVersion(version)];
    if (escapedPath === undefined || escapedVersion === undefined) return undefined;
    const file = join(directory, 'cache', 'download', escapedPath, '@v', `${escapedVersion}.mod`);
    try {
      return parseGoMod(readFileSync(file, 'utf8'), 'dependency').file;
    } catch (error) {
      if (systemErrorCode(error) === undefined) throw error;
      return undefined;
    }
  };
}
