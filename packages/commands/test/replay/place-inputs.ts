import { realpathSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { isAbsolute, join, resolve } from 'node:path';
import { FileDigests, type Env } from '../../../support';
import { InputState } from '../observed/input-state';
import { digestVariable } from '../observed/observation';

/** Where a task's inputs are looked at. */
export interface ReplayPlace {
  /** Environment of the task. */
  readonly env: Env;
  readonly workspaceRoot: string;
  /** Where digests are remembered; without it every file is read. */
  readonly digests?: FileDigests;
}

/** What variables and files are now, in a replay and in a task hash alike: one that saw less would never notice the other. */
export class PlaceInputs {
  private readonly root: string;
  private readonly files: InputState;

  /** @param leftOut paths that Goshawk itself writes, relative to the workspace root where inside, else absolute */
  constructor(
    private readonly place: ReplayPlace,
    leftOut: readonly string[],
  ) {
    this.root = realpathSync(place.workspaceRoot);
    // Nothing is saved: the memo of a look without one is never written.
    const digests = place.digests ?? new FileDigests(join(tmpdir(), 'goshawk-no-memo', 'digests.json'));
    this.files = new InputState(
      digests,
      leftOut.map((path) => this.absolute(path)),
    );
  }

  /** SHA-256 of a variable's value, or null when it is unset. */
  variable(name: string): string | null {
    return digestVariable(this.place.env, name);
  }

  /** As InputState.digest; a path is relative to the workspace root where inside, else absolute. Never throws for what it finds. */
  file(path: string): string {
    return this.files.digest(this.absolute(path));
  }

  private absolute(path: string): string {
    return isAbsolute(path) ? path : resolve(this.root, path);
  }
}
