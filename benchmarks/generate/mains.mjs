/**
 * `count` programs, each a module with `-ldflags` of its own, over one shared library.
 *
 * @returns {{ sources: Record<string, string>, mains: { name: string, ldflags: string }[], projects: object[] }}
 */
export function generateMains(count) {
  const mains = Array.from({ length: count }, (_, number) => ({
    name: `cmd${String(number).padStart(2, '0')}`,
    ldflags: `-X main.version=1.${number}.0`,
  }));
  const uses = ['shared', ...mains.map(({ name }) => name)].map((name) => `\t./${name}\n`).join('');
  const sources = {
    'go.work': `go 1.21\n\nuse (\n${uses})\n`,
    'shared/go.mod': 'module example.com/bench/shared\n\ngo 1.21\n',
    'shared/shared.go': SHARED,
  };
  for (const { name } of mains) {
    sources[`${name}/go.mod`] = `module example.com/bench/${name}\n\ngo 1.21\n`;
    sources[`${name}/main.go`] = mainOf(name);
  }
  const projects = [{ root: 'shared', config: { name: 'shared', targets: {} } }, ...mains.map(projectOf)];
  return { sources, mains, projects };
}

function projectOf({ name, ldflags }) {
  const targets = { 'go-build': { executor: 'goshawk:go-build', options: { ldflags } } };
  return { root: name, config: { name, implicitDependencies: ['shared'], targets } };
}

const SHARED = `package shared

import "encoding/json"

func Describe(name, version string) (string, error) {
	text, err := json.Marshal(map[string]string{"name": name, "version": version})
	return string(text), err
}
`;

function mainOf(name) {
  return `package main

import (
	"fmt"

	"example.com/bench/shared"
)

var version = "dev"

func main() { fmt.Println(shared.Describe("${name}", version)) }
`;
}
