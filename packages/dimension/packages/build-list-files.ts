import { dirname, join } from 'node:path';
import { sha256, type FileDigests } from '../../support';
import { usesGoWork, type GoEnv } from '../../toolchain';
import type { Listing } from './listing';

/** The files by which Go chooses versions of modules: go.work, and go.mod of every main and every replaced module. */
export class BuildListFiles {
  private known: string | undefined;

  constructor(
    private readonly listing: Listing,
    private readonly goEnv: GoEnv,
    private readonly digests: FileDigests,
  ) {}

  /**
   * SHA-256 (hex) of their contents, read when first asked for. Names of modules count and places do not: two machines
   * agree.
   */
  digest(): string {
    this.known ??= sha256(...this.describe());
    return this.known;
  }

  private describe(): string[] {
    const { modules, replacedDirs } = this.listing;
    const files = (name: string, dir: string) =>
      ['go.mod', 'go.sum', join('vendor', 'modules.txt')].map((file) => this.line(name, join(dir, file)));
    return [
      ...this.goWork(),
      ...modules.flatMap(({ path, dir }) => files(`module ${path}`, dir)).sort(),
      // Of a replaced module, Go reads go.mod alone.
      ...replacedDirs.map((dir) => this.line('replaced', join(dir, 'go.mod'))).sort(),
    ];
  }

  private goWork(): string[] {
    if (!usesGoWork(this.goEnv)) return [];
    const file = this.goEnv.GOWORK;
    const vendored = join(dirname(file), 'vendor', 'modules.txt');
    return [file, `${file}.sum`, vendored].map((path) => this.line('go.work', path));
  }

  private line(name: string, file: string): string {
    return `${name}=${this.digests.digest(file)}`;
  }
}
