import { cpSync, mkdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { whileLocked } from '../../support/testing/while-locked';
import { SmallModule, sharedPath } from '../build-id/testing/small-module';
import { CacheDirectory } from '../entries/cache-directory';
import type { ActionEntry } from '../entries/action-entry';
import { verifyCache, type CacheVerificationRequest } from '../verify/verify-cache';
import type { Verification } from '../verify/verify-entries';

/** What fills the cache: little of the standard library has to be compiled for it. */
export const COMMANDS: readonly string[] = [
  'run ./embedded',
  'vet ./embedded',
  'build ./library',
  'build -gcflags=-N ./library',
];

/** A cache that go commands filled, with builds, a program that ran and vet, and what is known of it. */
export class FilledCache {
  readonly gocache: string;
  readonly stateDirectory: string;
  readonly cache: CacheDirectory;

  private constructor(
    readonly module: SmallModule,
    directory: string,
  ) {
    this.gocache = join(directory, 'gocache');
    this.stateDirectory = join(directory, 'state');
    this.cache = new CacheDirectory(this.gocache);
  }

  /** A copy of a cache that all specs share: only the first that asks for it has to compile. */
  static fill(): FilledCache {
    mkdirSync(sharedPath(''), { recursive: true });
    return whileLocked(sharedPath('lock'), () => {
      const module = SmallModule.shared();
      for (const command of COMMANDS) module.go(command.split(' '), { CGO_ENABLED: '0' });
      return FilledCache.copyOf(module, module.goCache);
    });
  }

  /** What the go commands of a module have filled. */
  static of(module: SmallModule): FilledCache {
    return FilledCache.copyOf(module, module.goCache);
  }

  /** The same cache in another place, of which nothing is known yet. */
  copy(): FilledCache {
    return FilledCache.copyOf(this.module, this.gocache);
  }

  /** The same cache in a directory that is there. */
  copyTo(directory: string): FilledCache {
    return FilledCache.copyOf(this.module, this.gocache, directory);
  }

  /** Bytes of all outputs. */
  get size(): number {
    return this.entries().reduce((sum, { size }) => sum + size, 0);
  }

  /** Sets the times of all entries to so many milliseconds from now. */
  shiftTimes(milliseconds: number): void {
    const then = new Date(Date.now() + milliseconds);
    for (const { id, output } of this.entries()) {
      for (const path of [this.cache.actionPath(id), this.cache.outputPath(output)])
        utimesSync(path, then, then);
    }
  }

  private static copyOf(module: SmallModule, gocache: string, directory = makeDirectory()): FilledCache {
    const made = new FilledCache(module, directory);
    cpSync(gocache, made.gocache, { recursive: true, preserveTimestamps: true });
    return made;
  }

  verify(more: Partial<CacheVerificationRequest> = {}): Verification {
    const { gocache, stateDirectory } = this;
    const full = { scopes: [{ of: 'all' }], depth: 'digest', trust: 'nothing', repair: 'nothing' } as const;
    return verifyCache({ gocache, stateDirectory, ...full, ...more });
  }

  /** Does something to entries, and puts everything back afterwards. */
  during<T>(harmed: readonly ActionEntry[], work: () => T): T {
    const before = harmed.flatMap(({ id, output }) => {
      const file = this.cache.executableIn(output) ?? this.cache.outputPath(output);
      return [
        { place: this.cache.actionPath(id), ...readWhole(this.cache.actionPath(id)) },
        { place: this.cache.outputPath(output), ...readWhole(file) },
      ];
    });
    try {
      return work();
    } finally {
      // Whatever stands there now may be a directory, or a link to something that is right.
      for (const { place } of before) rmSync(place, { recursive: true, force: true });
      for (const { path, bytes, mode } of before) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, bytes, { mode });
      }
    }
  }

  /** All entries that can be read. */
  entries(): ActionEntry[] {
    return [...this.cache.actions()].flatMap((id) => {
      const entry = this.cache.readAction(id);
      return typeof entry === 'object' && 'output' in entry ? [entry] : [];
    });
  }
}

function readWhole(path: string): { path: string; bytes: Buffer; mode: number } {
  return { path, bytes: readFileSync(path), mode: statSync(path).mode };
}
