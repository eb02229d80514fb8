import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { e2eDirectory, removeOlderThan } from './directories';
import { cleanEnvironment } from './environment';
import { writeFiles, type Files } from './files';
import { linkTree } from './link-tree';
import { isFullMatrix } from './mode';
import { run, start, type Env, type Running, type RunResult } from './run';
import { newestNx, seedNodeModules, type NxVersion } from './seed';

export interface WorkspaceOptions {
  readonly nx?: NxVersion;
  readonly daemon?: 'on' | 'off';
  /** `own` starts with no dimension at all; `shared` saves compiling the standard library again for every test. */
  readonly cacheRoot?: 'own' | 'shared';
  /** Name of the workspace's directory, for paths that give trouble. */
  readonly name?: string;
}

const baseFiles: Files = {
  'package.json': { name: 'workspace', private: true },
  'nx.json': { plugins: ['goshawk'], neverConnectToCloud: true, analytics: false },
  '.gitignore': 'node_modules\ndist\n.nx\n.env\n',
};

/** A fresh Nx workspace with Nx and the packed Goshawk in its `node_modules`. */
export class Workspace {
  readonly root: string;
  /** What `go env -w` writes to; the developer's own is out of reach. */
  readonly goEnvFile: string;
  readonly cacheRoot: string;

  private constructor(
    private readonly home: string,
    private readonly options: WorkspaceOptions,
  ) {
    this.root = join(home, options.name ?? 'workspace');
    this.goEnvFile = join(home, 'go.env');
    const isOwn = isFullMatrix || options.cacheRoot === 'own';
    this.cacheRoot = isOwn ? join(home, 'cache') : e2eDirectory('cache');
  }

  /** Makes the workspace; a `files` entry replaces the default of the same name. */
  static async create(files: Files, options: WorkspaceOptions = {}): Promise<Workspace> {
    const modules = await seedNodeModules(options.nx ?? newestNx);
    removeOlderThan(e2eDirectory('workspaces'), 24);
    removeOlderThan(e2eDirectory('cache'), 48);
    const workspace = new Workspace(mkdtempSync(join(e2eDirectory('workspaces'), 'w-')), options);
    writeFiles(workspace.root, { ...baseFiles, ...files });
    linkTree(modules, workspace.path('node_modules'));
    // Without a repository Nx would look for ignore files further up.
    await workspace.run('git', ['init', '--quiet']);
    return workspace;
  }

  get env(): Env {
    return {
      ...cleanEnvironment(),
      GOENV: this.goEnvFile,
      GOSHAWK_CACHE_ROOT: this.cacheRoot,
      NX_DAEMON: this.options.daemon === 'on' ? 'true' : 'false',
      NX_TUI: 'false',
      NX_WORKSPACE_DATA_DIRECTORY: this.path('.nx', 'workspace-data'),
      NX_CACHE_DIRECTORY: this.path('.nx', 'cache'),
    };
  }

  path(...names: string[]): string {
    return join(this.root, ...names);
  }

  read(name: string): string {
    return readFileSync(this.path(name), 'utf8');
  }

  write(files: Files): void {
    writeFiles(this.root, files);
  }

  /** Replaces what `go env -w` has set. */
  writeGoEnv(content: string): void {
    writeFileSync(this.goEnvFile, content);
  }

  remove(name: string): void {
    rmSync(this.path(name), { recursive: true, force: true });
  }

  nx(args: readonly string[], env: Env = {}): Promise<RunResult> {
    return this.startNx(args, env).done;
  }

  startNx(args: readonly string[], env: Env = {}): Running {
    return start(this.command('nx'), args, { cwd: this.root, env: { ...this.env, ...env } });
  }

  /** The command line, in a directory of the workspace. */
  goshawk(
    args: readonly string[],
    { directory = '.', env = {} }: { directory?: string; env?: Env } = {},
  ): Promise<RunResult> {
    return run(this.command('goshawk'), args, { cwd: this.path(directory), env: { ...this.env, ...env } });
  }

  run(
    file: string,
    args: readonly string[],
    { directory = '.', env = {} }: { directory?: string; env?: Env } = {},
  ): Promise<RunResult> {
    return run(file, args, { cwd: this.path(directory), env: { ...this.env, ...env } });
  }

  has(name: string): boolean {
    return existsSync(this.path(name));
  }

  /** What a program of the workspace prints on both streams. */
  async print(program: string): Promise<string> {
    const { output } = await this.run(this.path(program), []);
    return output.trim();
  }

  async dispose(): Promise<void> {
    if (this.options.daemon === 'on') await this.nx(['daemon', '--stop']);
    if (process.env.GOSHAWK_E2E_KEEP === undefined) {
      // A process that the test has just ended may still be writing.
      rmSync(this.home, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 });
    }
  }

  /** The file of a command of `node_modules`. */
  command(name: string): string {
    return this.path('node_modules', '.bin', process.platform === 'win32' ? `${name}.cmd` : name);
  }
}
