const PACKAGES = 40;
const FILES = 4;
const FUNCTIONS = 12;

/** The file that the benchmark changes: a leaf that every third package imports by way of others. */
export const CHANGED_FILE = 'app/internal/p00/f0.go';

/** One program of middling size: a module of 40 packages with 160 files over net/http. */
export function generateApp() {
  const sources = {
    'go.work': 'go 1.21\n\nuse ./app\n',
    'app/go.mod': 'module example.com/bench/app\n\ngo 1.21\n',
    'app/main.go': mainFile(),
    [CHANGED_FILE]: changedFile('first'),
  };
  for (let number = 0; number < PACKAGES; number++) {
    for (let file = number === 0 ? 1 : 0; file < FILES; file++) {
      sources[`app/internal/${nameOf(number)}/f${file}.go`] = sourceFile(number, file);
    }
  }
  return sources;
}

/** The changing file with another value in it, so that its package really compiles anew. */
export function changedFile(value) {
  return `package p00\n\nconst Build = "${value}"\n\n${functions(0).join('\n')}`;
}

function nameOf(number) {
  return `p${String(number).padStart(2, '0')}`;
}

/** A package imports the ones at a third and half of its number, which makes a graph of some depth. */
function importsOf(number) {
  return number === 0 ? [] : [...new Set([Math.floor(number / 3), Math.floor(number / 2)])];
}

function sourceFile(number, file) {
  const imports = file === 0 ? importsOf(number).map(nameOf) : [];
  const lines = imports.map((name) => `\t"example.com/bench/app/internal/${name}"\n`).join('');
  const calls = imports.map((name) => ` + ${name}.F0x0(n)`).join('');
  const header = lines === '' ? '' : `import (\n${lines})\n\n`;
  const all = functions(file);
  if (calls !== '') all.push(`func Imported(n int) int { return n${calls} }\n`);
  return `package ${nameOf(number)}\n\n${header}${all.join('\n')}`;
}

function functions(file) {
  return Array.from(
    { length: FUNCTIONS },
    (_, index) => `func F${file}x${index}(n int) int {
	total := ${index}
	for i := 0; i < n; i++ {
		switch i % 3 {
		case 0:
			total += i * ${index + 1}
		case 1:
			total ^= i
		default:
			total -= i / 2
		}
	}
	return total
}
`,
  );
}

function mainFile() {
  const names = Array.from({ length: PACKAGES }, (_, number) => nameOf(number));
  const imports = names.map((name) => `\t"example.com/bench/app/internal/${name}"\n`).join('');
  const calls = names.map((name) => `\ttotal += ${name}.F1x0(len(version))\n`).join('');
  return `package main

import (
	"fmt"
	"net/http"

${imports})

var version = "dev"

func main() {
	total := len(p00.Build)
${calls}	fmt.Println(version, total, http.StatusText(http.StatusOK))
}
`;
}
