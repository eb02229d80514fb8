import { readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { inRepository } from '../repository.mjs';
import { renderLicenses } from './third-party-licenses.mjs';

/** The modules that users' Nx or shell loads, by the names of their files in dist/, and where each lies in packages/. */
const ENTRIES = {
  'nx/plugin': 'nx/plugin.ts',
  'nx/hooks': 'nx/hooks.ts',
  'nx/executors': 'nx/executors/index.ts',
  'nx/generators': 'nx/generators/index.ts',
  'cli/main': 'cli/main.ts',
  'turborepo/task': 'turborepo/task/task.ts',
};
const TYPES = { 'nx/plugin.d.ts': 'nx/plugin.ts' };
const LICENSES = 'third-party-licenses.txt';

/** What bundle() writes, as paths inside dist/. */
export const BUNDLED = [...Object.keys(ENTRIES).map((name) => `${name}.js`), ...Object.keys(TYPES), LICENSES];

/**
 * Writes each entry with all that it imports, Nx apart, as one CommonJS file: a task's process, which Nx starts anew
 * for each batch, loads one file in a tenth of the time that two hundred small ones take.
 */
export async function bundle() {
  // Loaded here and not above: this file is read before the dependencies are installed.
  const { build } = await import('esbuild');
  const { metafile } = await build({
    absWorkingDir: inRepository(),
    entryPoints: Object.entries(ENTRIES).map(([out, source]) => ({ out, in: join('packages', source) })),
    outdir: 'dist',
    bundle: true,
    platform: 'node',
    target: 'node20.19',
    format: 'cjs',
    // Where a package has ES modules, they are taken: some of its others find each other at run time only.
    mainFields: ['module', 'main'],
    // The hooks are twice as much as the rest of the plugin, which every command of Nx loads.
    external: ['nx', '@nx/devkit', './hooks.js'],
    metafile: true,
    logLevel: 'warning',
  });
  await writeTypes();
  writeFileSync(inRepository('dist', LICENSES), renderLicenses(Object.keys(metafile.inputs)));
}

/** Declarations of the public modules; each must stand alone, which isolatedDeclarations would complain about. */
async function writeTypes() {
  const { default: ts } = await import('typescript');
  for (const [target, source] of Object.entries(TYPES)) {
    const { outputText, diagnostics } = ts.transpileDeclaration(
      readFileSync(inRepository('packages', source), 'utf8'),
      { fileName: source, compilerOptions: { target: ts.ScriptTarget.ES2022 }, reportDiagnostics: true },
    );
    if (diagnostics?.length > 0) {
      throw new Error(
        ts.formatDiagnostics(diagnostics, {
          getCanonicalFileName: (name) => name,
          getCurrentDirectory: () => dirname(target),
          getNewLine: () => '\n',
        }),
      );
    }
    writeFileSync(inRepository('dist', target), outputText);
  }
}
