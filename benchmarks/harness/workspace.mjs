import { mkdirSync, mkdtempSync, rmSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { runCommand, runGreen } from './command.mjs';
import { writeFiles } from './files.mjs';

const repository = resolve(import.meta.dirname, '../..');
const require = createRequire(join(repository, 'package.json'));

/** A plugin that Nx loads, with an executor that Nx starts a process for, which do nothing. */
const IDLE_PLUGIN = {
  'package.json': toJson({ name: 'idle', version: '1.0.0', main: 'plugin.js', executors: 'executors.json' }),
  'plugin.js': "exports.name = 'idle';\n",
  'executors.json': toJson({
    executors: {
      idle: {
        implementation: './idle.js#one',
        batchImplementation: './idle.js#batch',
        preferBatch: true,
        schema: './schema.json',
      },
    },
  }),
  'schema.json': toJson({ type: 'object', properties: {} }),
  'idle.js': `const done = { success: true, terminalOutput: '' };
exports.one = async () => done;
exports.batch = async ({ tasks }) => Object.fromEntries(Object.keys(tasks).map((id) => [id, done]));
`,
};

/**
 * One generated Go workspace in three copies below a temporary directory: `goshawk`, where Nx has the plugin; `idle`,
 * where plugin and executor do nothing, to measure what Nx costs to run tasks of any plugin; `bare`, where every target is
 * Nx's own no-op, for which Nx loads no plugin and starts no process. Caches are below the same directory.
 */
export class BenchmarkWorkspace {
  #home = mkdtempSync(join(tmpdir(), 'goshawk-bench-'));
  goshawk = join(this.#home, 'goshawk');
  idle = join(this.#home, 'idle');
  bare = join(this.#home, 'bare');
  /** Where plain go commands put their artifacts. */
  artifacts = join(this.#home, 'artifacts');

  /** @param sources content by path; project.json files are made by `projects` */
  constructor(sources, projects) {
    for (const [copy, plugins] of [
      [this.goshawk, ['goshawk']],
      [this.idle, ['idle']],
      [this.bare, []],
    ]) {
      writeWorkspace(copy, sources, plugins);
    }
    writeFiles(join(this.idle, 'node_modules', 'idle'), IDLE_PLUGIN);
    for (const { root, config } of projects) {
      const file = `${root}/project.json`;
      writeFiles(this.goshawk, { [file]: toJson(config) });
      writeFiles(this.idle, { [file]: toJson(withTargetsOf('idle:idle', config)) });
      writeFiles(this.bare, { [file]: toJson(withTargetsOf('nx:noop', config)) });
    }
  }

  /** Writes one source file in all copies. */
  write(path, content) {
    for (const copy of [this.goshawk, this.idle, this.bare]) writeFiles(copy, { [path]: content });
  }

  /** A go command in the sources, with a build cache of its own; fails unless it is green. */
  async go(args, cwd = this.goshawk) {
    return runGreen('go', args, { cwd, env: this.#goEnvironment() });
  }

  /** As `go`, for commands that are expected to fail. */
  async goAnyway(args) {
    return runCommand('go', args, { cwd: this.goshawk, env: this.#goEnvironment() });
  }

  /** Nx in one of the copies, without its cache. */
  async nx(copy, args) {
    const command = [nxCommand(), ...args, '--skip-nx-cache'];
    return runCommand(process.execPath, command, { cwd: copy, env: this.#nxEnvironment() });
  }

  async nxGreen(copy, args) {
    const command = [nxCommand(), ...args, '--skip-nx-cache'];
    return runGreen(process.execPath, command, { cwd: copy, env: this.#nxEnvironment() });
  }

  dispose() {
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 });
  }

  #goEnvironment() {
    return { ...userEnvironment(), GOCACHE: join(this.#home, 'plain-gocache') };
  }

  #nxEnvironment() {
    return nxEnvironment(this.#home);
  }
}

/** The environment of Nx commands; caches of builds go below a directory. */
export function nxEnvironment(home) {
  return {
    ...userEnvironment(),
    NX_DAEMON: 'false',
    NX_TUI: 'false',
    NO_COLOR: '1',
    FORCE_COLOR: '0',
    GOSHAWK_CACHE_ROOT: join(home, 'goshawk-caches'),
  };
}

/** The environment less what would make Nx or Go build something else here than on the next machine. */
export function userEnvironment() {
  const dropped = /^(NX_.*|GOSHAWK_.*|GOFLAGS|GOWORK|GOOS|GOARCH|GOCACHE|GOCACHEPROG)$/;
  return Object.fromEntries(Object.entries(process.env).filter(([name]) => !dropped.test(name)));
}

/** An Nx workspace with some plugins, in which commands find this package. */
export function writeWorkspace(directory, sources, plugins) {
  writeFiles(directory, sources);
  writeFiles(directory, {
    'package.json': toJson({ name: 'benchmark', private: true }),
    'nx.json': toJson({ plugins, neverConnectToCloud: true, analytics: false }),
    '.gitignore': 'node_modules\ndist\n.nx\n',
  });
  linkPackages(directory);
}

export function nxCommand() {
  const manifest = require.resolve('nx/package.json');
  return join(dirname(manifest), require(manifest).bin.nx);
}

/** Links rather than copies: the packages resolve what they need from the repository's own node_modules. */
function linkPackages(copy) {
  const packages = {
    nx: dirname(require.resolve('nx/package.json')),
    '@nx/devkit': dirname(require.resolve('@nx/devkit/package.json')),
    goshawk: repository,
  };
  for (const [name, target] of Object.entries(packages)) {
    const link = join(copy, 'node_modules', name);
    mkdirSync(dirname(link), { recursive: true });
    symlinkSync(target, link, 'junction');
  }
}

function withTargetsOf(executor, config) {
  const targets = Object.keys(config.targets).map((name) => [name, { executor, cache: true }]);
  return { ...config, targets: Object.fromEntries(targets) };
}

export function toJson(value) {
  return JSON.stringify(value, undefined, 2) + '\n';
}
