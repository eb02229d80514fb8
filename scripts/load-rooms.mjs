import { mkdirSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';

const repository = resolve(import.meta.dirname, '..');

/** What benchmarks and the demo take from the rooms, bundled as the package's own files are: dist/ has entries for users only. */
export const {
  renderTable,
  defaultCacheRoot,
  describeDimension,
  computeCInputs,
  findGo,
  readGoEnv,
  hashToString,
  verifyCache,
  snapshotOf,
  writeSnapshot,
  verifyForTasks,
} = await loadRooms(['support', 'toolchain', 'dimension', 'cache', 'actions', 'commands']);

async function loadRooms(rooms) {
  const { outputFiles } = await build({
    stdin: {
      contents: rooms.map((room) => `export * from './${room}';`).join('\n'),
      resolveDir: join(repository, 'packages'),
      loader: 'ts',
    },
    bundle: true,
    platform: 'node',
    // The other form of jsonc-parser requires its parts in a way that no bundler follows.
    mainFields: ['module', 'main'],
    format: 'cjs',
    write: false,
  });
  const directory = join(repository, 'node_modules', '.cache', 'goshawk');
  const file = join(directory, 'rooms.cjs');
  mkdirSync(directory, { recursive: true });
  writeFileSync(file, outputFiles[0].text);
  return createRequire(import.meta.url)(file);
}
