import { join } from 'node:path';
import { FileDigests } from '../support';
import { readPathState, type PathState } from './packages/watched-paths';

/**
 * One look at the machine: what dimensions that are described with it read of a file, they read once. For the moment before
 * go commands run; what they or the user change afterwards, it does not see.
 */
export class MachineLook {
  readonly digests: FileDigests;
  private readonly seen = new Map<string, string>();
  private readonly states = new Map<string, PathState>();

  constructor(cacheRoot: string) {
    this.digests = new FileDigests(join(cacheRoot, 'memo', 'digests.json'));
  }

  /** Digests that `work` asks for are those of this look. */
  during<T>(work: () => Promise<T>): Promise<T> {
    return this.digests.lookOnce(work, this.seen);
  }

  stateOf(path: string, kind: 'file' | 'directory'): PathState {
    const state = this.states.get(path) ?? readPathState(path, kind);
    this.states.set(path, state);
    return state;
  }
}
