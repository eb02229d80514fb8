import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { runGreen } from './command.mjs';
import { writeFiles } from './files.mjs';
import { nxCommand, nxEnvironment, toJson, writeWorkspace } from './workspace.mjs';

/** What Nx takes for inputs of a target that names none, as projects of every language have them. */
const USUAL = { executor: 'nx:noop', cache: true, inputs: ['default', '^default'] };

/** A plugin that computes nothing: what it hands to Nx lies in files. */
const READY_MADE_PLUGIN = {
  'package.json': toJson({ name: 'ready-made', version: '1.0.0', main: 'plugin.js' }),
  'plugin.js': `const { readFileSync } = require('node:fs');
const read = (name) => JSON.parse(readFileSync(\`\${__dirname}/\${name}\`, 'utf8'));
exports.name = 'ready-made';
exports.createNodes = exports.createNodesV2 = ['**/{go.mod,project.json,package.json}', () => read('nodes.json')];
exports.createDependencies = () => read('edges.json');
`,
};

/**
 * The same Go files in four copies below a temporary directory: `goshawk`, where the plugin finds the projects; `readyMade`,
 * where a plugin that computes nothing hands the same projects and edges to Nx; `described`, where project.json files describe
 * the same projects, with targets of the same names that do nothing; `empty`, where there are none.
 */
export class GraphWorkspace {
  #home = mkdtempSync(join(tmpdir(), 'goshawk-bench-'));
  goshawk = join(this.#home, 'goshawk');
  readyMade = join(this.#home, 'ready-made');
  described = join(this.#home, 'described');
  empty = join(this.#home, 'empty');

  /** @param modules as generateGraph() has them */
  constructor(sources, modules) {
    writeWorkspace(this.goshawk, sources, ['goshawk']);
    writeWorkspace(this.readyMade, sources, ['ready-made']);
    writeWorkspace(this.described, sources, []);
    writeWorkspace(this.empty, sources, []);
    for (const { root, name, imports } of modules) {
      const targets = { 'go-test': USUAL, 'go-vet': USUAL };
      const config = { name, implicitDependencies: imports, targets };
      writeFiles(this.described, { [`${root}/project.json`]: toJson(config) });
    }
  }

  /** Has to be awaited before `readyMade` is used: it asks the plugin for what the copy's own one is to hand over. */
  async makeReady(modules) {
    const { createNodes, createDependencies } = createRequire(import.meta.url)(
      resolve(import.meta.dirname, '../../dist/nx/plugin.js'),
    );
    const context = { workspaceRoot: this.goshawk, nxJsonConfiguration: {} };
    const [, create] = createNodes;
    const nodes = await create(['package.json', ...modules.map(({ root }) => `${root}/go.mod`)], {}, context);
    const found = nodes.flatMap(([, { projects }]) => Object.values(projects));
    const edges = await createDependencies(
      {},
      {
        ...context,
        projects: Object.fromEntries(found.map((project) => [project.name, project])),
      },
    );
    writeFiles(join(this.readyMade, 'node_modules', 'ready-made'), {
      ...READY_MADE_PLUGIN,
      'nodes.json': JSON.stringify(nodes),
      'edges.json': JSON.stringify(edges),
    });
    this.forget(this.goshawk);
  }

  /** Writes one source file in all copies. */
  write({ path, content }) {
    for (const copy of [this.goshawk, this.readyMade, this.described, this.empty]) {
      writeFiles(copy, { [path]: content });
    }
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
