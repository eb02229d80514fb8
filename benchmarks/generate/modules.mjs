/** Tag sets of the generated modules; a module's number says which one its tests are run with. */
export const TAG_SETS = [[], ['fast'], ['fast', 'metrics']];

/** This module imports a package that does not exist, which is the kind of fault that costs a shared go command most. */
export const BROKEN = 'm042';

/** How many modules nobody depends on but the others: each further module imports one of them. */
const LEAVES = 10;

/**
 * `count` Go modules in one go.work, each with a package, a file for a build tag and a small test.
 *
 * @returns {{ sources: Record<string, string>, modules: { name: string, tags: string[] }[], projects: object[] }}
 */
export function generateModules(count) {
  const modules = Array.from({ length: count }, (_, number) => ({
    name: nameOf(number),
    tags: TAG_SETS[number % TAG_SETS.length],
    leaf: number < LEAVES ? undefined : nameOf(number % LEAVES),
  }));
  const uses = modules.map(({ name }) => `\t./${name}\n`).join('');
  const sources = { 'go.work': `go 1.21\n\nuse (\n${uses})\n` };
  for (const module of modules) Object.assign(sources, sourcesOf(module));
  return { sources, modules, projects: modules.map(projectOf) };
}

function nameOf(number) {
  return `m${String(number).padStart(3, '0')}`;
}

function projectOf({ name, tags, leaf }) {
  const options = tags.length === 0 ? {} : { tags };
  const config = {
    name,
    implicitDependencies: leaf ? [leaf] : [],
    targets: { 'go-test': { executor: 'goshawk:go-test', options } },
  };
  return { root: name, config };
}

function sourcesOf({ name, leaf }) {
  const wanted = leaf ? `\n\t"example.com/bench/${leaf}"` : '';
  const missing = name === BROKEN ? '\n\t"example.com/bench/missing"' : '';
  const sum = ['Mode', leaf && `len(${leaf}.Name())`, name === BROKEN && 'missing.Value']
    .filter(Boolean)
    .join(' + ');
  return {
    [`${name}/go.mod`]: `module example.com/bench/${name}\n\ngo 1.21\n`,
    [`${name}/${name}.go`]: `package ${name}

import (
	"strings"
${wanted}${missing}
)

func Name() string { return strings.ToUpper("${name}") }

func Sum() int { return ${sum} }
`,
    [`${name}/mode_fast.go`]: `//go:build fast\n\npackage ${name}\n\nconst Mode = 2\n`,
    [`${name}/mode_slow.go`]: `//go:build !fast\n\npackage ${name}\n\nconst Mode = 1\n`,
    [`${name}/${name}_test.go`]: `package ${name}

import "testing"

func TestName(t *testing.T) {
	if Name() != "${name.toUpperCase()}" || Sum() < 1 {
		t.Fatal(Name(), Sum())
	}
}
`,
  };
}
