/** Modules import only from the layer before theirs. */
const LAYERS = 10;
const IMPORTS_PER_MODULE = 5;

/**
 * `count` Go modules in one go.work, each with a package, a small test, and about 5 imports of other modules.
 *
 * @returns {{ sources: Record<string, string>, modules: { name: string, root: string, imports: string[] }[] }}
 */
export function generateTested(count) {
  const perLayer = Math.max(1, Math.floor(count / LAYERS));
  const modules = Array.from({ length: count }, (_, number) => {
    const below = Math.floor(number / perLayer) - 1;
    const numbers = Array.from(
      { length: below < 0 ? 0 : Math.min(IMPORTS_PER_MODULE, perLayer) },
      (_, place) => below * perLayer + ((number + place) % perLayer),
    );
    return { name: nameOf(number), root: `libs/${nameOf(number)}`, imports: numbers.map(nameOf) };
  });
  const uses = modules.map(({ root }) => `\t./${root}\n`).join('');
  const sources = { 'go.work': `go 1.24\n\nuse (\n${uses})\n` };
  for (const module of modules) Object.assign(sources, sourcesOf(module));
  return { sources, modules };
}

function nameOf(number) {
  return `t${String(number).padStart(3, '0')}`;
}

function sourcesOf({ name, root, imports }) {
  const lines = imports.map((other) => `\t"example.com/bench/${other}"\n`).join('');
  const sum = [`"${name}"`, ...imports.map((other) => `${other}.Name()[:1]`)].join(' + ');
  return {
    [`${root}/go.mod`]: `module example.com/bench/${name}\n\ngo 1.24\n`,
    [`${root}/${name}.go`]: `package ${name}\n\nimport (\n${lines})\n\nfunc Name() string { return ${sum} }\n`,
    [`${root}/${name}_test.go`]: `package ${name}

import "testing"

func TestName(t *testing.T) {
	if len(Name()) != ${name.length + imports.length} {
		t.Fatal(Name())
	}
}
`,
  };
}
