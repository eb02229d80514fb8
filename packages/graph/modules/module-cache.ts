import { escapeModulePath, escapeVersion, parseGoMod, type GoModFile } from '../../toolchain';

/**
 * Reads go.mod files of dependencies from a module cache (`go help goproxy`; cmd/go/internal/modfetch/cache.go: CachePath).
 *
 * @param text the text of a file by its path in GOMODCACHE, with `/`; undefined where there is none
 */
export function moduleCacheReader(
  text: (path: string) => string | undefined,
): (path: string, version: string) => GoModFile | undefined {
  return (path, version) => {
    const [escapedPath, escapedVersion] = [escapeModulePath(path), escapeVersion(version)];
    if (escapedPath === undefined || escapedVersion === undefined) return undefined;
    const found = text(`cache/download/${escapedPath}/@v/${escapedVersion}.mod`);
    return found === undefined ? undefined : parseGoMod(found, 'dependency').file;
  };
}
