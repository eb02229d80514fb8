import { utimesSync } from 'node:fs';
import { makeDirectory, writeFiles } from '../../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../../toolchain/testing/go-environment';
import { CacheDirectory } from '../../entries/cache-directory';
import { readInventory, type InventoryEntry } from '../inventory';

const FILES = {
  'go.mod': 'module example.test/inspected\n\ngo 1.21\n',
  'low/low.go': 'package low\n\nfunc One() int { return 1 }\n',
  'high/high.go':
    'package high\n\nimport "example.test/inspected/low"\n\nfunc Two() int { return low.One() + 1 }\n',
  'app/app.go':
    'package main\n\nimport "example.test/inspected/high"\n\nfunc main() { println(high.Two()) }\n',
};

/** A module of packages that import each other, and a GOCACHE that only its go commands fill. */
export class InspectedModule {
  readonly directory = makeDirectory(FILES);
  readonly gocache = makeDirectory();
  readonly cache = new CacheDirectory(this.gocache);

  go(...args: string[]): string {
    return askGoItself(args, this.directory, goEnvironment({ GOCACHE: this.gocache, CGO_ENABLED: '0' }));
  }

  goWithC(...args: string[]): string {
    return askGoItself(args, this.directory, goEnvironment({ GOCACHE: this.gocache, CGO_ENABLED: '1' }));
  }

  /** Makes all outputs and entries as old as those that a verification trusts by their times. */
  settle(): void {
    const time = new Date(Date.now() - 60_000);
    for (const { id, output } of this.entries()) {
      for (const path of [this.cache.actionPath(id), this.cache.outputPath(output)])
        utimesSync(path, time, time);
    }
    Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, 100);
  }

  write(files: Readonly<Record<string, string>>): void {
    writeFiles(this.directory, files);
  }

  entries(): InventoryEntry[] {
    return [...readInventory(this.cache).entries.values()];
  }

  /** Archives of a package beneath the module. */
  archives(name: string): InventoryEntry[] {
    const importPath = name === 'main' ? name : `example.test/inspected/${name}`;
    return this.entries().filter(({ kind, look }) => kind === 'archive' && look.importPath === importPath);
  }
}
