import { mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, relative } from 'node:path';
import ts from 'typescript';
import { makeDirectory } from '../../support/testing/make-directory';

const PACKAGES = join(__dirname, '..', '..');

/** JavaScript of rooms in the directory dist of a fresh package, for tests that need a process of their own. */
export function compileRooms(rooms: readonly string[] = ['support', 'toolchain']): string {
  const home = makeDirectory({ 'package.json': '{"type":"commonjs","version":"0.0.0-test"}' });
  symlinkSync(join(PACKAGES, '..', 'node_modules'), join(home, 'node_modules'), 'junction');
  const directory = join(home, 'dist');
  for (const room of rooms) {
    for (const source of listSources(join(PACKAGES, room))) {
      const target = join(directory, relative(PACKAGES, source)).replace(/\.ts$/, '.js');
      mkdirSync(dirname(target), { recursive: true });
      writeFileSync(target, compile(source));
    }
  }
  return directory;
}

function listSources(directory: string): string[] {
  return readdirSync(directory, { recursive: true, encoding: 'utf8' })
    .filter(
      (path) => path.endsWith('.ts') && !path.endsWith('.spec.ts') && !/(^|[\\/])testing[\\/]/.test(path),
    )
    .map((path) => join(directory, path));
}

/** As CommonJS, which the name's ending decides, with import() left as it is. */
function compile(source: string): string {
  const options = { module: ts.ModuleKind.NodeNext, target: ts.ScriptTarget.ES2022, esModuleInterop: true };
  const fileName = source.replace(/\.ts$/, '.cts');
  return ts.transpileModule(readFileSync(source, 'utf8'), { fileName, compilerOptions: options }).outputText;
}
