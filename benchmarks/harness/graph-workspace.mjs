import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runGreen } from './command.mjs';
import { writeFiles } from './files.mjs';
import { nxCommand, nxEnvironment, toJson, writeWorkspace } from './workspace.mjs';

/** What Nx takes for inputs of a target that names none, as projects of every language have them. */
const USUAL = { executor: 'nx:noop', cache: true, inputs: ['default', '^default'] };

/**
 * The same Go files in three copies below a temporary directory: `goshawk`, where the plugin finds the projects; `described`,
 * where project.json files describe the same projects, with targets of the same names that do nothing; `empty`, where there are
 * none.
 */
export class GraphWorkspace {
  #home = mkdtempSync(join(tmpdir(), 'goshawk-bench-'));
  goshawk = join(this.#home, 'goshawk');
  described = join(this.#home, 'described');
  empty = join(this.#home, 'empty');

  /** @param modules as generateGraph() has them */
  constructor(sources, modules) {
    writeWorkspace(this.goshawk, sources, ['goshawk']);
    writeWorkspace(this.described, sources, []);
    writeWorkspace(this.empty, sources, []);
    for (const { root, name, imports } of modules) {
      const targets = { 'go-test': USUAL, 'go-vet': USUAL };
      const config = { name, implicitDependencies: imports, targets };
      writeFiles(this.described, { [`${root}/project.json`]: toJson(config) });
    }
  }

  /** Writes one source file in all copies. */
  write({ path, content }) {
    for (const copy of [this.goshawk, this.described, this.empty]) writeFiles(copy, { [path]: content });
  }

  /** As after `nx reset`. */
  forget(copy) {
    rmSync(join(copy, '.nx'), { recursive: true, force: true, maxRetries: 3 });
  }

  /** Nx in one of the copies; what it measured of itself is in the output. */
  async nx(copy, args) {
    const env = { ...nxEnvironment(this.#home), NX_PERF_LOGGING: 'true' };
    return runGreen(process.execPath, [nxCommand(), ...args], { cwd: copy, env });
  }

  dispose() {
    rmSync(this.#home, { recursive: true, force: true, maxRetries: 3 });
  }
}
