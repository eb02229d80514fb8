import fc from 'fast-check';
import { encodeBytes } from '../text/bytes';

/** Generators of Go files, as `latin1` text, out of everything that Go reads to list packages. */

const comment = fc.constantFrom(
  '// a',
  '//b',
  '/* c */',
  '/* d\n   e */',
  '/**/',
  '/*/ import "no" */',
  '// import "no"',
  '//go:embed early.txt',
  '// ünïcode 世界',
  '/*\r\n#include <x.h>\r\n*/',
  '// #cgo CFLAGS: -Iline',
  '/*\n#cgo CFLAGS: -I${SRCDIR}/include -Ivendored/c/../d -DX\n#cgo linux CPPFLAGS: -I "with space" -I/abs\n*/',
  '/* #cgo LDFLAGS: -L. -lfoo */',
  '//line broken:x',
);
const space = fc.constantFrom('\n', '\n\n', ' ', '\t', '\n\n\n', '\r\n', ';', ' ');
const gap = fc.array(
  fc.oneof({ weight: 2, arbitrary: space }, { weight: 1, arbitrary: comment.map((text) => `${text}\n`) }),
  {
    maxLength: 4,
  },
);
const tight = fc.constantFrom('', ' ', '\t', ' /* x */ ', '/* y\n */', ' // z\n');

const path = fc.constantFrom(
  '"fmt"',
  '"os"',
  '`io`',
  '`i\ro`',
  '"embed"',
  '"C"',
  '"C"',
  '"f\\u006dt"',
  '"\\x66mt"',
  '"example.com/ünï/世界"',
  '"./local"',
  '"a b"',
  '""',
  '"\\377"',
  '"a\\q"',
  '"un',
  '`raw\nline`',
  "'r'",
  '42',
);
const goodPath = fc.constantFrom('"fmt"', '`io`', '"embed"', '"C"', '"example.com/ünï/世界"', '"f\\u006dt"');
const anyPath = fc.oneof({ weight: 12, arbitrary: goodPath }, { weight: 1, arbitrary: path });
const alias = fc.constantFrom('', '', '', '_', '.', 'x', 'héllo', '名', 'import', 'if', '_9', '“');
const goodAlias = fc.constantFrom('', '', '_', '.', 'x', 'héllo', '名');
const anyAlias = fc.oneof({ weight: 12, arbitrary: goodAlias }, { weight: 1, arbitrary: alias });
const spec = fc
  .tuple(anyAlias, tight, anyPath)
  .map(
    ([name, between, target]) =>
      `${name}${name === '' || name === '.' ? '' : between === '' ? ' ' : between}${target}`,
  );
const end = fc.constantFrom(
  '\n',
  '\n',
  '\n',
  ';',
  ' // tail\n',
  ' /* tail */\n',
  ' /* tail\n */',
  '',
  ',',
  '\r\n',
);
const single = fc.tuple(tight, spec, end).map(([between, one, after]) => `import${between}${one}${after}`);
const block = fc
  .tuple(tight, fc.array(fc.tuple(gap, spec, end), { maxLength: 3 }), gap, end)
  .map(([between, specs, last, after]) => {
    const body = specs.map(([before, one, behind]) => `${before.join('')}${one}${behind}`).join('');
    return `import${between}(${body}${last.join('')})${after}`;
  });
const preambleLine = fc.constantFrom(
  '#cgo CFLAGS: -Iinclude -I${SRCDIR}/generated/./x',
  '#cgo linux CPPFLAGS: -I "with space" -I/absolute',
  '  #cgo CXXFLAGS:-I . -O2 ',
  "#cgo FFLAGS: -I'single quoted'/b",
  '#cgo !linux CFLAGS: -I never"',
  '#cgo noescape f',
  '#cgo pkg-config: sqlite3',
  '#cgo LDFLAGS: -L${SRCDIR}/lib -lfoo',
  '#include <stdio.h>',
  '#cgox CFLAGS: -Inot',
  '',
  'int x;\r',
);
const oddPreambleLine = fc.constantFrom(
  '#cgo CFLAGS -Ino-colon',
  '#cgo CFLAGS: "open',
  '#cgo CFLAGS: -Ia;b',
  '#cgo WRONG: x',
  '#cgo : x',
  '#cgo CFLAGS: ""',
  '#cgo CFLAGS: -DX=\\"y\\"',
);
const preamble = fc.tuple(
  fc.array(fc.oneof({ weight: 12, arbitrary: preambleLine }, { weight: 1, arbitrary: oddPreambleLine }), {
    maxLength: 4,
  }),
  fc.constantFrom<(lines: string[]) => string>(
    (lines) => `/*\n${lines.join('\n')}\n*/\n`,
    (lines) => `/*${lines.join('\n')}*/\n`,
    (lines) => lines.map((line) => `// ${line}\n`).join(''),
    (lines) => lines.map((line) => `//${line}\n\n`).join(''),
    (lines) => `// detached\n\n${lines.map((line) => `/* ${line} */\n`).join('')}`,
  ),
);
const cgo = fc
  .tuple(
    preamble,
    fc.constantFrom('import "C"', 'import ("C")', 'import (\n"os"\n"C")', 'import `C`', 'import _ "C"'),
    end,
  )
  .map(([[lines, form], declared, after]) => `${form(lines)}${declared}${after}`);
const imports = fc.array(fc.oneof(single, block, cgo), { maxLength: 3 });

const constraint = fc.constantFrom(
  '//go:build a',
  '//go:build !a && (b || linux)',
  '//go:build',
  '//go:build a &&',
  '//go:build a b',
  '//go:build ! ! a',
  '//go:build ((a)',
  '//go:build ünï',
  '//go:build a.b_1 || amd64\r',
  '\t//go:build c',
  '//go:buildx',
  '//go:build\ta\u0085',
  '// +build a',
  '// +build a,!b c',
  '//+build !a',
  '// +build c\n// +build a',
  '// +build !!a,-x',
  '// +build',
  '// +buildx',
  '/* +build c */',
  '/*\n//go:build c\n*/',
  '/* */ //go:build c',
);
const head = fc
  .array(
    fc.oneof(
      { weight: 1, arbitrary: constraint.map((line) => `${line}\n`) },
      { weight: 2, arbitrary: gap.map((parts) => parts.join('')) },
    ),
    {
      maxLength: 3,
    },
  )
  .map((parts) => parts.join(''));

const rest = fc.constantFrom(
  '',
  'func main() {}\n',
  'var x int //go:embed trailing.txt\n',
  '//go:embed a.txt b/*.txt\nvar files embed.FS\n',
  '//go:embed "quoted name.txt" `raw` all:dir "esc\\u0061ped"\nvar files embed.FS\n',
  '//go:embed "bad\nvar s = 1\n',
  '//go:embed "a"b\n//go:embedx no\n//go:embed\n  //go:embed\tindented.txt  \n',
  '//go:embed ünï.txt 世界\u00a0nbsp\r\nvar u string\n',
  'var s = `\n//go:embed in-raw.txt\n`\n//go:embed after-raw.txt\n',
  'var s = "//go:embed in-string.txt\\" \\\\"\n/*\n//go:embed in-comment.txt\n*/\n',
  "var r = '\\'' // \"\n//go:embed after-rune.txt\n",
  'var r = \'"\'\n//go:embed after-quote-rune.txt\nvar broken = "open\n//go:embed after-open.txt\n',
  'type T struct{}\nimport "late"\n',
  'import "late"\n',
  'if\n',
  '/x\n',
  '/* open',
  '"string"\n',
  '}\n',
  '\0',
  '\ufeff',
);
const clause = fc.constantFrom(
  'package p',
  'package  p_1',
  'package héllo',
  'package/* x */p',
  'package\n\np',
);
const oddClause = fc.constantFrom(
  'package',
  'pack',
  'package "p"',
  'package p.q',
  'package if',
  'package p q',
  'package 9',
  'package documentation',
  'package _',
);
const anyClause = fc.oneof({ weight: 20, arbitrary: clause }, { weight: 1, arbitrary: oddClause });
const mark = fc.constantFrom('', '', '', '', '', '', '', '\ufeff', '\ufeff\ufeff');

export const goSource = fc
  .tuple(mark, head, anyClause, end, imports, rest)
  .map(([before, leading, name, after, declared, remainder]) =>
    encodeBytes(`${before}${leading}${name}${after === '' ? '\n' : after}${declared.join('')}${remainder}`),
  );

const junk = fc.constantFrom(
  '"',
  '`',
  "'",
  '/',
  '*',
  '/*',
  '*/',
  '//',
  '\n',
  '\r',
  ';',
  '(',
  ')',
  '\\',
  '.',
  ',',
  '\0',
  '\xff',
  '\xc3',
  '\f',
  '\v',
  'i',
  'import',
  '//go:build a\n',
  '//go:embed x',
  '\xef\xbb\xbf',
  '9',
  '{',
  '@',
  '#',
);

/** What is said for one system only, and where the package lies, is no matter of one file. */
const DEPENDENT = /#cgo !?linux|\$\{SRCDIR\}/;

/** A file with something put in, taken out, or said twice, at random. */
export const mutatedSource = fc
  .tuple(
    goSource.filter((source) => !DEPENDENT.test(source)),
    fc.array(fc.tuple(fc.nat(400), fc.nat(12), fc.oneof(junk, fc.constant(''))), {
      minLength: 1,
      maxLength: 3,
    }),
  )
  .map(([source, changes]) =>
    changes.reduce((text, [place, removed, added]) => {
      const at = place % (text.length + 1);
      return text.slice(0, at) + added + text.slice(at + (removed > 6 ? removed - 6 : 0));
    }, source),
  );

const plainComment = fc.constantFrom(
  '',
  '// Copyright 2026\n// +x - "y"\n\n',
  '/* a *\n * b */\n',
  '// Package p does.\n',
);
const plainSpec = fc.constantFrom('"fmt"', 'x "net/http"', '_ "example.com/a-b/c_d.v2"', '. "os"', '_"io"');
const plainDeclaration = fc.oneof(
  plainSpec.map((spec) => `import ${spec}\n`),
  fc
    .array(fc.tuple(plainSpec, fc.constantFrom('\n', ' // why\n', '\n\n\t// what\n')), { maxLength: 4 })
    .map((specs) => `import (\n${specs.map((words) => `\t${words.join('')}`).join('')})\n`),
);

/** Files as gofmt leaves them, with nothing in them that few have. */
export const plainSource = fc
  .tuple(
    plainComment,
    fc.constantFrom('p', 'main', 'p_test'),
    fc.array(plainDeclaration, { maxLength: 3 }),
    fc.constantFrom('var X = 1\n', 'func F() {\n\treturn\n}\n', '// F does.\nfunc F() {}\n', '"'),
  )
  .map(([before, name, imports, rest]) => `${before}package ${name}\n\n${imports.join('\n')}\n${rest}`);
