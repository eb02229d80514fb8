import { cpSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { SmallModule } from '../build-id/testing/small-module';
import { CacheDirectory } from '../entries/cache-directory';
import type { ActionEntry } from '../entries/action-entry';
import { verifyCache, type CacheVerificationRequest } from '../verify/verify-cache';
import type { Verification } from '../verify/verify-entries';

/** A cache that go commands filled, with builds, a program that ran, tests and vet, and what is known of it. */
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

  static fill(module = new SmallModule()): FilledCache {
    const env = { CGO_ENABLED: '0' };
    for (const command of [
      'run ./embedded',
      'vet ./library',
      'test ./library',
      'build -gcflags=-N ./library',
    ]) {
      module.go(command.split(' '), env);
    }
    return FilledCache.copyOf(module, module.goCache, undefined);
  }

  /** The same cache in another place. */
  copy(): FilledCache {
    return FilledCache.copyOf(this.module, this.gocache, this.stateDirectory);
  }

  private static copyOf(module: SmallModule, gocache: string, state: string | undefined): FilledCache {
    const made = new FilledCache(module, makeDirectory());
    cpSync(gocache, made.gocache, { recursive: true, preserveTimestamps: true });
    if (state !== undefined) cpSync(state, made.stateDirectory, { recursive: true });
    return made;
  }

  verify(more: Partial<CacheVerificationRequest> = {}): Verification {
    const { gocache, stateDirectory } = this;
    const full = { scope: { of: 'all' }, depth: 'digest', trust: 'nothing', repair: 'nothing' } as const;
    return verifyCache({ gocache, stateDirectory, ...full, ...more });
  }

  /** All entries that can be read. */
  entries(): ActionEntry[] {
    return [...this.cache.actions()].flatMap((id) => {
      const entry = this.cache.readAction(id);
      return typeof entry === 'object' && 'output' in entry ? [entry] : [];
    });
  }
}
