import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { digestHeader } from './go-file-header';

jest.setTimeout(120_000);

const FILE = `// Package p is a package.
package p

import (
	_ "embed"
	"strings"
)

//go:embed one.txt
var text string

func F() string { return strings.ToUpper(text) }
`;

const EDITS: Record<string, (text: string) => string> = {
  'a function body': (text) => text.replace('ToUpper', 'ToLower'),
  'a syntax error in a body': (text) => text.replace('return', 'return ) ('),
  'a comment behind the imports': (text) => `${text}\n// import "os"\n`,
  'an import in a string': (text) => `${text}\nvar other = \`\nimport "os"\n\`\n`,
  'another import': (text) => text.replace('"strings"', '"strings"\n\t_ "os"'),
  'a second import declaration': (text) =>
    text.replace(')\n\n//go:embed', ')\n\nimport _ "os"\n\n//go:embed'),
  'an import behind a semicolon': (text) => text.replace(')\n\n//go', '); import _ "os"\n\n//go'),
  'another package name': (text) => text.replace('package p', 'package q'),
  'a build constraint': (text) => `//go:build ignore\n\n${text}`,
  'an old build constraint': (text) => `// +build ignore\n\n${text}`,
  'an old build constraint without its blank line': (text) => `// +build ignore\n${text}`,
  'another embedded file': (text) => text.replace('embed one.txt', 'embed two.txt'),
  'an embedded file further down': (text) => `${text}\n//go:embed two.txt\nvar more string\n`,
  'an import commented out': (text) => text.replace('\t"strings"\n', '\t// "strings"\n'),
  'a preamble': (text) => text.replace('import (', '// #cgo CFLAGS: -DX\nimport "C"\n\nimport ('),
};

const FIELDS = 'Name,Imports,EmbedPatterns,CgoFiles,CgoCFLAGS,GoFiles,IgnoredGoFiles,Error,InvalidGoFiles';

/** What the go command lists of a package with one file, the name of its directory taken out. */
function listed(texts: readonly string[]): string[] {
  const nameOf = (index: number) => `p${String(index).padStart(3, '0')}`;
  const files = texts.map((text, index) => [`${nameOf(index)}/p.go`, text] as const);
  const embedded = texts.flatMap((_, index) =>
    ['one.txt', 'two.txt'].map((name) => [`${nameOf(index)}/${name}`, 'text\n'] as const),
  );
  const root = makeDirectory({
    'go.mod': 'module ex\n\ngo 1.21\n',
    ...Object.fromEntries([...files, ...embedded]),
  });
  const answers = texts.map((_, index) =>
    askGoItself(['list', '-e', `-json=${FIELDS}`, `./${nameOf(index)}`], root, goEnvironment()),
  );
  return answers.map((answer, index) => answer.replaceAll(nameOf(index), 'p'));
}

it('is another wherever the go command lists something else, and the same for edits of what it does not read', () => {
  const names = Object.keys(EDITS);
  const texts = [FILE, ...Object.values(EDITS).map((edit) => edit(FILE))];
  expect(new Set(texts).size).toBe(texts.length);
  const [original, ...answers] = listed(texts);
  const kept: string[] = [];
  for (const [index, name] of names.entries()) {
    const isKept = digestHeader(texts[index + 1] ?? '') === digestHeader(FILE);
    if (isKept) kept.push(name);
    // The other way round it may be more careful than it need be.
    if (isKept) expect({ name, listed: answers[index] }).toEqual({ name, listed: original });
  }
  expect(kept).toEqual(names.slice(0, 4));
});
