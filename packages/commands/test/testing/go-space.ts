import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { runProcess, type Env } from '../../../toolchain';
import type { GoTask } from '../../go-task';

/** A workspace in a temporary directory, and tasks in it. */
export class GoSpace {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-spec-')));
  readonly workspace = join(this.root, 'work space');

  /** @param cacheRoot shared between the workspaces of a spec, since compiling the standard library takes long */
  constructor(
    readonly cacheRoot: string,
    private readonly env: Env = process.env,
  ) {
    mkdirSync(this.workspace);
  }

  /** Writes files by path relative to the workspace, a minute old: Go keeps no result of a test that read a younger one. */
  write(files: Readonly<Record<string, string>>, time = new Date(Date.now() - 60_000)): void {
    for (const [path, content] of Object.entries(files)) {
      const file = join(this.workspace, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, content);
      utimesSync(file, time, time);
    }
  }

  /** Writes modules: directory, then files in it. */
  modules(modules: Readonly<Record<string, Readonly<Record<string, string>>>>): void {
    const uses = Object.keys(modules).map((directory) => `use ./${directory}\n`);
    this.write({ 'go.work': `go 1.21\n\n${uses.join('')}` });
    for (const [directory, files] of Object.entries(modules)) {
      this.write({ [`${directory}/go.mod`]: `module example.test/${directory}\n\ngo 1.21\n` });
      for (const [name, content] of Object.entries(files)) this.write({ [`${directory}/${name}`]: content });
    }
  }

  read(path: string): string {
    return readFileSync(join(this.workspace, path), 'utf8');
  }

  task<Options>(project: string, options: Options, env: Env = {}): GoTask<Options & { cacheRoot: string }> {
    return {
      id: `${project}:go`,
      workspaceRoot: this.workspace,
      stateDirectory: join(this.workspace, '.nx', 'goshawk'),
      projectRoot: join(this.workspace, project),
      env: { ...this.env, GOPROXY: 'off', GOFLAGS: '-buildvcs=false', ...env },
      options: { ...options, cacheRoot: this.cacheRoot },
    };
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/** A directory for the dimensions of a spec file. */
export function makeCacheRoot(): string {
  return realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-cache-')));
}

/** Whether a program is there and works, for specs that need one. */
export async function isThere(file: string, args: readonly string[]): Promise<boolean> {
  try {
    const { exitCode } = await runProcess({ file, args, cwd: tmpdir(), env: process.env });
    return exitCode === 0;
  } catch {
    return false; // It could not be started.
  }
}
