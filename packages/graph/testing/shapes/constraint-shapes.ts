import { constrained, goFile, target, usedModules, type Shapes } from './shape';

const base = { 'a.go': goFile('a') };

/** A package with one file that counts at times. */
function conditional(line: string, name: string): Record<string, string> {
  return { ...base, 'b.go': constrained(line, 'a', target(name)) };
}

/** A package with one file that its name makes count at times. */
function named(file: string, name: string): Record<string, string> {
  return { ...base, [file]: goFile(file.endsWith('_test.go') ? 'a_test' : 'a', target(name)) };
}

/** What decides whether a file counts, and what only looks so. */
export const constraintShapes: Shapes = usedModules({
  'build-windows': conditional('//go:build windows', 'build-windows'),
  'build-not-linux': conditional('//go:build !linux', 'build-not-linux'),
  'build-unix': conditional('//go:build unix && !linux', 'build-unix'),
  'build-android': conditional('//go:build linux && android', 'build-android'),
  'build-nowhere': conditional('//go:build linux && windows', 'build-nowhere'),
  'build-no-arch': conditional('//go:build amd64 && arm64', 'build-no-arch'),
  'build-no-pair': conditional('//go:build windows && s390x', 'build-no-pair'),
  'build-tag': conditional('//go:build integration', 'build-tag'),
  'build-tag-not': conditional('//go:build !purego', 'build-tag-not'),
  'build-tag-never': conditional('//go:build integration && !integration', 'build-tag-never'),
  'build-cgo': conditional('//go:build cgo', 'build-cgo'),
  'build-not-cgo': conditional('//go:build !cgo', 'build-not-cgo'),
  'build-ignore': conditional('//go:build ignore', 'build-ignore'),
  'build-not-ignore': conditional('//go:build !ignore', 'build-not-ignore'),
  'build-ignore-or': conditional('//go:build ignore || linux', 'build-ignore-or'),
  'build-compiler': conditional('//go:build gc', 'build-compiler'),
  'build-release-old': conditional('//go:build go1.18', 'build-release-old'),
  'build-release-new': conditional('//go:build go1.999', 'build-release-new'),
  'build-release-not-old': conditional('//go:build !go1.18', 'build-release-not-old'),
  'build-complex': conditional(
    '//go:build !windows && (linux || darwin) && (arm64 || !cgo)',
    'build-complex',
  ),
  'build-without-blank-line': {
    ...base,
    'b.go': `//go:build ignore\npackage a\n\nimport _ "${target('build-without-blank-line')}"\n`,
  },
  'build-too-late': {
    ...base,
    'b.go': `package a\n\n//go:build ignore\n\nimport _ "${target('build-too-late')}"\n`,
  },
  'build-in-comment': conditional('/*\n//go:build ignore\n*/', 'build-in-comment'),
  'build-after-comment': conditional('/* one\ntwo */ // three\n\n//go:build ignore', 'build-after-comment'),
  'build-indented': conditional('  //go:build ignore', 'build-indented'),
  'build-with-space': conditional('// go:build ignore', 'build-with-space'),
  'plus-build': conditional('// +build linux darwin\n// +build !arm64,integration', 'plus-build'),
  'plus-build-nowhere': conditional('// +build linux\n// +build windows', 'plus-build-nowhere'),
  'plus-build-tight': conditional('//+build ignore', 'plus-build-tight'),
  'plus-build-without-blank-line': {
    ...base,
    'b.go': `// +build ignore\npackage a\n\nimport _ "${target('plus-build-without-blank-line')}"\n`,
  },
  'plus-build-overruled': conditional('//go:build linux\n// +build ignore', 'plus-build-overruled'),
  'name-system': named('b_windows.go', 'name-system'),
  'name-architecture': named('b_arm64.go', 'name-architecture'),
  'name-both': named('b_linux_s390x.go', 'name-both'),
  'name-no-pair': named('b_windows_s390x.go', 'name-no-pair'),
  'name-web': named('b_js_wasm.go', 'name-web'),
  'name-linux': {
    ...named('b_linux.go', 'name-linux'),
    'c.go': constrained('//go:build android', 'a', target('name-linux-android')),
  },
  'name-test': named('b_linux_arm64_test.go', 'name-test'),
  'name-test-in-the-middle': named('b_test_windows.go', 'name-test-in-the-middle'),
  'name-only-system': named('windows.go', 'name-only-system'),
  'name-only-test': { ...base, 'windows_test.go': goFile('a', target('name-only-test')) },
  'name-first': named('windows_b.go', 'name-first'),
  'name-unknown': named('b_foo.go', 'name-unknown'),
  'name-unix': named('b_unix.go', 'name-unix'),
  'name-dotted': named('b_windows.x.go', 'name-dotted'),
  'name-hidden': {
    ...base,
    '_b.go': goFile('a', target('name-hidden-1')),
    '.c.go': goFile('a', target('name-hidden-2')),
  },
  'name-of-no-toolchain': named('b_zos.go', 'name-of-no-toolchain'),
  'name-against-line': {
    ...base,
    'b_linux.go': constrained('//go:build windows', 'a', target('name-against-line')),
  },
  'path-tags': {
    'a.go': goFile('a'),
    'with.go': constrained('//go:build x', 'a', 'example.com/path-tags/b'),
    'b/b.go': goFile('b'),
    'b/without.go': constrained('//go:build !x', 'b', 'example.com/path-tags/c'),
    'c/c.go': goFile('c', target('path-tags')),
  },
  'path-platforms': {
    'a_linux.go': goFile('a', 'example.com/path-platforms/b'),
    'b/b.go': goFile('b'),
    'b/b_windows.go': goFile('b', 'example.com/path-platforms/c'),
    'c/c.go': goFile('c', target('path-platforms')),
  },
  'path-cgo': {
    'a.go': 'package a\n\nimport "C"\n\nimport _ "example.com/path-cgo/b"\n',
    'other.go': constrained('//go:build !cgo', 'a'),
    'b/b.go': constrained('//go:build !cgo', 'b', target('path-cgo')),
    'b/c.go': goFile('b'),
  },
  'path-two-tags': {
    'a.go': constrained('//go:build x || y', 'a', 'example.com/path-two-tags/b'),
    'b/b.go': goFile('b'),
    'b/both.go': constrained('//go:build x && y', 'b', target('path-two-tags-both')),
    'b/none.go': constrained('//go:build !x && !y', 'b', target('path-two-tags-none')),
  },
  'only-windows': { 'a.go': constrained('//go:build windows', 'a', target('only-windows')) },
  'never-built': { 'a.go': constrained('//go:build ignore', 'main', target('never-built')) },
  'never-built-imported': { 'a.go': goFile('a', 'example.com/never-built') },
});
