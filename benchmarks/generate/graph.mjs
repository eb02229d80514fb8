/** Modules import only from the layer before theirs. */
const LAYERS = 8;
const IMPORTS_PER_MODULE = 5;
const PACKAGES = ['.', 'a', 'b', 'c'];
const FILES_PER_PACKAGE = 5;
const FILLER = '// A line that stands for code and comments of a usual length, more or less.\n'.repeat(20);

/**
 * `count` Go modules in one go.work, each with 4 packages of 5 files and about 5 imports of other modules.
 *
 * @returns {{ sources: Record<string, string>, modules: { root: string, name: string, imports: string[] }[] }}
 */
export function generateGraph(count) {
  const random = randomNumbers();
  const perLayer = Math.max(1, Math.floor(count / LAYERS));
  const modules = Array.from({ length: count }, (_, number) => {
    const below = Math.floor(number / perLayer) - 1;
    const imports = Array.from({ length: below < 0 ? 0 : IMPORTS_PER_MODULE }, () => ({
      from: random(PACKAGES.length),
      module: below * perLayer + random(perLayer),
      to: random(PACKAGES.length),
    }));
    return { number, root: rootOf(number), name: nameOf(number), imports };
  });
  const uses = modules.map(({ root }) => `\t./${root}\n`).join('');
  const sources = { 'go.work': `go 1.24\n\nuse (\n${uses})\n` };
  for (const module of modules) Object.assign(sources, sourcesOf(module));
  return {
    sources,
    modules: modules.map(({ root, name, imports }) => ({
      root,
      name,
      imports: [...new Set(imports.map(({ module }) => nameOf(module)))],
    })),
  };
}

/** The file whose body changes between runs, which most modules read. */
export function changedGraphFile(value) {
  return { path: `${rootOf(0)}/f1.go`, content: sourceFile('m', '', 1, `const Value = "${value}"\n`) };
}

function sourcesOf({ number, root, imports }) {
  const sources = { [`${root}/go.mod`]: `module ${pathOf(number)}\n\ngo 1.24\n` };
  for (const [index, directory] of PACKAGES.entries()) {
    const own = imports.filter(({ from }) => from === index);
    const paths = new Set(own.map(({ module, to }) => packagePath(module, PACKAGES[to])));
    if (index > 1) paths.add(packagePath(number, 'a'));
    const lines = [...paths].map((path) => `\t_ "${path}"\n`).join('');
    for (let file = 0; file < FILES_PER_PACKAGE; file++) {
      const name = `f${file}${file === FILES_PER_PACKAGE - 1 ? '_test' : ''}.go`;
      const path = directory === '.' ? `${root}/${name}` : `${root}/${directory}/${name}`;
      sources[path] = sourceFile(directory === '.' ? 'm' : directory, file === 0 ? lines : '', file, '');
    }
  }
  return sources;
}

function sourceFile(name, imports, number, more) {
  return `package ${name}

import (
	"strings"
${imports})

${FILLER}
func F${number}(text string) string { return strings.ToUpper(text) }
${more}`;
}

function nameOf(number) {
  return `m${number}`;
}

function rootOf(number) {
  return `g${number % 10}/${nameOf(number)}`;
}

function pathOf(number) {
  return `example.com/bench/${nameOf(number)}`;
}

function packagePath(number, directory) {
  return directory === '.' ? pathOf(number) : `${pathOf(number)}/${directory}`;
}

/** The same numbers in every run (a linear congruential generator). */
function randomNumbers() {
  let seed = 1;
  return (limit) => {
    seed = (Math.imul(seed, 1103515245) + 12345) & 0x7fffffff;
    return Math.floor((seed / 0x80000000) * limit);
  };
}
