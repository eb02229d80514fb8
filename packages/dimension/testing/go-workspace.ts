import { chmodSync, existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { findGo, type Env } from '../../toolchain';
import { goEnvironment } from '../../toolchain/testing/go-environment';
import { describeDimension, type Dimension } from '../describe-dimension';

/** One module with a program and a library, small enough to be built in no time. */
export const SMALL_MODULE = {
  'go.mod': 'module ex\n\ngo 1.21\n',
  'main.go': 'package main\n\nimport "ex/lib"\n\nfunc main() { println(lib.Word) }\n',
  'lib/lib.go': 'package lib\n\nconst Word = "one"\n',
};

export interface Circumstances {
  readonly flags?: readonly string[];
  readonly env?: Env;
  readonly go?: string;
  /** Below the root of the workspace. */
  readonly directory?: string;
}

/** A temporary directory with Go code, and dimensions as a fresh process would describe them there. */
export class GoWorkspace {
  readonly root: string;

  constructor(
    files: Readonly<Record<string, string>> = SMALL_MODULE,
    readonly cacheRoot = makeDirectory(),
  ) {
    this.root = makeDirectory(files);
  }

  write(files: Readonly<Record<string, string>>): void {
    writeFiles(this.root, files);
  }

  /** The environment of a user without C, so that nothing waits for a C compiler; overrides win. */
  env(overrides: Env = {}): Record<string, string> {
    return goEnvironment({ CGO_ENABLED: '0', ...overrides });
  }

  describe({ flags = [], env = {}, go, directory = '.' }: Circumstances = {}): Promise<Dimension> {
    const whole = this.env(env);
    const cwd = join(this.root, directory);
    const binary = go ?? findGo({ env: whole, cwd });
    return describeDimension({ go: binary, cwd, env: whole, flags, cacheRoot: this.cacheRoot });
  }
}

/** Waits until what was written is no longer "just now" to the code that distrusts it. */
export async function settle(): Promise<void> {
  await sleep(60);
}

/** A go command that writes down what it is asked before it does it. POSIX only. */
export class LoggingGo {
  readonly file: string;
  private readonly log: string;

  constructor() {
    const directory = makeDirectory();
    this.log = join(directory, 'log');
    this.file = join(directory, 'go');
    const real = findGo({ env: process.env, cwd: directory });
    writeFiles(directory, { go: `#!/bin/sh\necho "$*" >>'${this.log}'\nexec '${real}' "$@"\n` });
    chmodSync(this.file, 0o755);
  }

  /** The verbs asked since the last call of this. */
  takeVerbs(): string[] {
    const lines = this.readLines();
    this.seen = this.seen + lines.length;
    return lines.map((line) => line.split(' ')[0] ?? '');
  }

  private seen = 0;

  private readLines(): string[] {
    if (!existsSync(this.log)) return [];
    return readFileSync(this.log, 'utf8').split('\n').filter(Boolean).slice(this.seen);
  }
}
