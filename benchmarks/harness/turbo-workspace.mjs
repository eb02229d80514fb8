import { existsSync, mkdirSync, mkdtempSync, realpathSync, renameSync, rmSync, symlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runGreen } from './command.mjs';
import { writeFiles } from './files.mjs';
import { toJson, userEnvironment } from './workspace.mjs';

const repository = resolve(import.meta.dirname, '../..');
const TURBO = '2.11.11';
/** Where Turborepo is kept for the next run. */
const kept = join(repository, 'node_modules/.cache/goshawk', `bench-turbo-${TURBO}`);

/**
 * One generated Go workspace in two copies below a temporary directory, each a git repository: `goshawk`, whose files `goshawk turbo
 * sync` wrote; `stubs`, with the package.json files and the turbo.json of a careful user.
 */
export class TurboWorkspace {
  #home = realpathSync(mkdtempSync(join(tmpdir(), 'goshawk-bench-')));
  goshawk = join(this.#home, 'goshawk');
  stubs = join(this.#home, 'stubs');

  /** Has to be awaited before anything else. @param generated as generateTested() has it */
  async make({ sources, modules }) {
    await install();
    for (const copy of [this.goshawk, this.stubs]) {
      writeFiles(copy, sources);
      writeFiles(copy, {
        'package.json': toJson({
          name: 'bench',
          private: true,
          packageManager: 'npm@11.0.0',
          workspaces: ['libs/*'],
        }),
        '.gitignore': 'node_modules\ndist\n.turbo\n',
      });
      linkPackages(copy);
    }
    for (const { name, root, imports } of modules)
      writeFiles(this.stubs, { [`${root}/package.json`]: stub(name, imports) });
    writeFiles(this.stubs, { 'turbo.json': USUAL });
    await this.#run(process.execPath, [join(repository, 'dist/cli/main.js'), 'turbo', 'sync'], this.goshawk);
    for (const copy of [this.goshawk, this.stubs]) {
      await this.#run('git', ['init', '--quiet'], copy);
      await this.#run('git', ['add', '--all'], copy);
    }
  }

  /** `turbo run` in the copy without Goshawk. */
  turbo(args) {
    return this.#run(join(this.stubs, 'node_modules/.bin/turbo'), ['run', ...args], this.stubs);
  }

  /** `goshawk turbo run` in the other. */
  goshawkTurbo(args) {
    return this.#run(
      process.execPath,
      [join(repository, 'dist/cli/main.js'), 'turbo', 'run', ...args],
      this.goshawk,
    );
  }

  /** A plain go command over the same sources. */
  go(args) {
    return this.#run('go', args, this.stubs);
  }

  dispose() {
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 });
  }

  #run(file, args, cwd) {
    const env = {
      ...userEnvironment(),
      GOCACHE: join(this.#home, 'plain-gocache'),
      GOSHAWK_CACHE_ROOT: join(this.#home, 'goshawk-caches'),
      TURBO_TELEMETRY_DISABLED: '1',
    };
    return runGreen(file, args, { cwd, env });
  }
}

/** Inputs and variables as its guides name them; a task of a package waits for nothing, and is hashed with what it imports. */
const USUAL = toJson({
  globalEnv: ['GO*', 'CGO_*', 'CC', 'CXX'],
  globalPassThroughEnv: ['HOME', 'GOCACHE'],
  tasks: {
    transit: { dependsOn: ['^transit'] },
    test: { dependsOn: ['transit'] },
  },
});

function stub(name, imports) {
  return toJson({
    name,
    version: '0.0.0',
    private: true,
    scripts: { test: 'go test ./...' },
    dependencies: Object.fromEntries(imports.map((other) => [other, '*'])),
  });
}

async function install() {
  if (existsSync(kept)) return;
  const made = `${kept}.new`;
  rmSync(made, { recursive: true, force: true });
  mkdirSync(made, { recursive: true });
  writeFiles(made, { 'package.json': toJson({ name: 'bench', private: true }) });
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  await runGreen(npm, ['install', '--no-audit', '--no-fund', `turbo@${TURBO}`], {
    cwd: made,
    env: process.env,
  });
  renameSync(made, kept);
}

function linkPackages(copy) {
  const modules = join(copy, 'node_modules');
  mkdirSync(modules, { recursive: true });
  for (const name of ['turbo', '@turbo', '.bin'])
    symlinkSync(join(kept, 'node_modules', name), join(modules, name), 'junction');
  symlinkSync(repository, join(modules, 'goshawk'), 'junction');
}
