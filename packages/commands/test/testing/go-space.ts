import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  rmSync,
  utimesSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { runProcess, type Env } from '../../../toolchain';
import type { GoTask } from '../../go-task';

/** A workspace in a temporary directory, and tasks in it. */
export class GoSpace {
  readonly root = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-spec-')));
  readonly workspace = join(this.root, 'work space');

  /** @param env over that of the process; without cgo unless it says otherwise */
  constructor(
    private readonly env: Env = {},
    readonly cacheRoot = specCacheRoot(),
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
      env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '-buildvcs=false', ...this.env, ...env },
      options: { ...options, cacheRoot: this.cacheRoot },
    };
  }

  /** What a go command prints in the directory of a project. */
  async go(project: string, ...args: string[]): Promise<string> {
    const env = { ...process.env, GOFLAGS: '-buildvcs=false', ...this.env };
    const { stdout } = await runProcess({ file: 'go', args, cwd: join(this.workspace, project), env });
    return stdout;
  }

  /** Removes what dimensions have recorded of this workspace's tests, and of the checks of vet. */
  forgetTestInputs(): void {
    for (const dimension of readdirSync(this.cacheRoot)) {
      const directory = join(this.cacheRoot, dimension);
      for (const name of readdirSync(directory))
        if (name.startsWith('vetted-')) rmSync(join(directory, name));
      const records = join(directory, 'test-inputs');
      for (const name of existsSync(records) ? readdirSync(records) : []) {
        const file = join(records, name);
        if (readFileSync(file, 'utf8').includes(JSON.stringify(this.workspace).slice(1, -1))) rmSync(file);
      }
    }
  }

  remove(): void {
    rmSync(this.root, { recursive: true, force: true });
  }
}

/**
 * A directory for dimensions that outlives the specs: compiling the standard library takes a minute. Workspaces have names
 * of their own, so that no spec sees what another left.
 */
export function specCacheRoot(): string {
  const directory = join(tmpdir(), `goshawk-spec-cache-${userInfo().username}`);
  mkdirSync(directory, { recursive: true });
  return realpathSync(directory);
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
