import { readdirSync } from 'node:fs';
import { extname, join } from 'node:path';
import { GoshawkError, sha256, type FileDigests } from '../../support';
import type { Listing, WorkspacePackage } from '../../dimension';
import { COMPILED_EXTENSIONS } from '../../toolchain';

/** Digests of the sources of packages outside of GOROOT and GOMODCACHE, each computed once: programs share most of them. */
export class SourceDigests {
  private readonly known = new WeakMap<WorkspacePackage, string>();

  /** `<import path>=<digest>` of every package that one is compiled from. */
  of(buildDeps: readonly number[], listing: Listing, digests: FileDigests): string[] {
    return buildDeps.flatMap((index) => {
      const one = listing.packages[index];
      return one === undefined ? [] : [this.digestOf(one, digests)];
    });
  }

  private digestOf(one: WorkspacePackage, digests: FileDigests): string {
    const known = this.known.get(one);
    if (known !== undefined) return known;
    const names = [...new Set([...sourceNames(one.dir), ...one.embedFiles])].sort();
    const lines = names.map(
      (name) => `${name.replaceAll('\\', '/')}=${digestOf(join(one.dir, name), digests)}`,
    );
    const digest = `${one.importPath}=${sha256(...lines)}`;
    this.known.set(one, digest);
    return digest;
  }
}

/** What a package may be compiled from, whatever build constraints say: a few too many make another ID, and one too few a wrong one. */
function sourceNames(directory: string): string[] {
  try {
    return readdirSync(directory).filter(isSource);
  } catch {
    // Gone since it was listed: the go command will say so.
    return [];
  }
}

function isSource(name: string): boolean {
  // The go command passes over these (go/build/build.go: matchFile).
  if (/^[._]|_test\.go$/.test(name)) return false;
  const extension = extname(name);
  return extension === '.go' || name === 'default.pgo' || COMPILED_EXTENSIONS.has(extension);
}

function digestOf(file: string, digests: FileDigests): string {
  try {
    return digests.digest(file);
  } catch (error) {
    // If the build needs it, the go command says what is wrong.
    if (error instanceof GoshawkError) return error.code;
    throw error;
  }
}
