import { sha256 } from '../../../support';
import type { CInputs, Listing } from '../../../dimension';

/**
 * Digest of what the C linker reads for each test binary. A changed library recompiles its package to the same bytes, so that
 * the linker's action, and with it Go's key of the result, stays what it was (cmd/go/internal/work/exec.go: linkActionID).
 */
export class LinkedLibraries {
  private readonly byPackage: ReadonlyMap<string, string>;

  constructor(
    closures: readonly CInputs[],
    private readonly listing: Pick<Listing, 'packages'>,
  ) {
    const digests = closures.map(({ importPath, files }) => {
      const linked = files.filter(({ role }) => role === 'library' || role === 'linker-file');
      return [importPath, linked.map(({ logical, digest }) => `${logical} ${digest}`).sort()] as const;
    });
    this.byPackage = new Map(
      digests
        .filter(([, linked]) => linked.length > 0)
        .map(([importPath, linked]) => [importPath, sha256(...linked)]),
    );
  }

  /** '' where the tests link none. */
  of({ testDeps }: { readonly testDeps: readonly number[] }): string {
    if (this.byPackage.size === 0) return '';
    const linked = testDeps.flatMap(
      (index) => this.byPackage.get(this.listing.packages[index]?.importPath ?? '') ?? [],
    );
    return linked.length === 0 ? '' : sha256(...linked.sort());
  }
}
