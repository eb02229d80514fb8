import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { CgoWorkspace } from './cgo-workspace';

/** A wrapper around a program that counts how often it is started. */
export class CountingProgram {
  /** For CC, PKG_CONFIG…: quoted as Go splits it. */
  readonly setting: string;
  private readonly log: string;

  constructor(workspace: CgoWorkspace, program: string) {
    const path = `bin/${program}.sh`;
    workspace.write({ [path]: `#!/bin/sh\necho "$@" >> "$0.log"\nexec ${program} "$@"\n` });
    this.setting = `'${join(workspace.root, path)}'`;
    this.log = join(workspace.root, `${path}.log`);
  }

  /** Starts since the last call. */
  takeCount(): number {
    if (!existsSync(this.log)) return 0;
    const count = readFileSync(this.log, 'utf8').trim().split('\n').length;
    rmSync(this.log);
    return count;
  }
}
