import { constrained, goFile, target, usedModules, type Shapes } from './shape';

/** Code that no build can be made of, each in a module of its own: the go command tells of the rest all the same. */
export const brokenShapes: Shapes = usedModules({
  'broken-import-text': {
    'a.go': `package a\n\nimport _ "${target('broken-import-text-1')}"\nimport _ "unclosed\nimport _ "${target('broken-import-text-2')}"\n`,
  },
  'broken-late-import': {
    'a.go': `package a\n\nfunc f() {}\n\nimport _ "${target('broken-late-import')}"\n`,
  },
  'broken-body': { 'a.go': `${goFile('a', target('broken-body'))}\nfunc {{{ \`\n` },
  'broken-one-of-two': {
    'a.go': goFile('a', target('broken-one-of-two-1')),
    'b.go': `package\n\nimport _ "${target('broken-one-of-two-2')}"\n`,
  },
  'broken-empty-file': { 'a.go': goFile('a', target('broken-empty-file')), 'b.go': '' },
  'broken-zero-byte': {
    'a.go': `package a\n\nimport _ "${target('broken-zero-byte-1')}"\n\0import _ "${target('broken-zero-byte-2')}"\n`,
  },
  'broken-two-packages': {
    'a.go': goFile('a', target('broken-two-packages-1')),
    'b.go': goFile('b', target('broken-two-packages-2')),
  },
  'broken-two-packages-test': {
    'a.go': goFile('a'),
    'a_test.go': goFile('other', target('broken-two-packages-test')),
  },
  'broken-constraint': {
    'a.go': goFile('a'),
    'b.go': constrained('//go:build linux &&', 'a', target('broken-constraint')),
  },
  'broken-constraints-two': {
    'a.go': goFile('a'),
    'b.go': constrained('//go:build linux\n//go:build windows', 'a', target('broken-constraints-two')),
  },
  'broken-missing-package': {
    'a.go': goFile('a', 'example.com/broken-missing-package/nowhere', target('broken-missing-package')),
  },
  'broken-missing-module': { 'a.go': goFile('a', 'example.net/nowhere', target('broken-missing-module')) },
  'broken-missing-std': { 'a.go': goFile('a', 'fmt/nowhere', target('broken-missing-std')) },
  'broken-path': { 'a.go': goFile('a', 'exa mple.com/a', target('broken-path')) },
  'broken-path-absolute': { 'a.go': goFile('a', '/absolute', target('broken-path-absolute')) },
  'broken-path-relative': {
    'a.go': goFile('a', './b', target('broken-path-relative')),
    'b/b.go': goFile('b'),
  },
  'broken-path-empty': { 'a.go': goFile('a', '', target('broken-path-empty')) },
  'broken-cycle': {
    'a.go': goFile('a', 'example.com/broken-cycle/b'),
    'b/b.go': goFile('b', 'example.com/broken-cycle', target('broken-cycle')),
  },
  'broken-self': { 'a.go': goFile('a', 'example.com/broken-self', target('broken-self')) },
  'broken-missing-in-test': {
    'a.go': goFile('a'),
    'a_test.go': goFile('a', 'example.net/nowhere', target('broken-missing-in-test')),
  },
  'broken-embed': {
    'a.go': `package a\n\nimport _ "embed"\nimport _ "${target('broken-embed')}"\n\n//go:embed nowhere.txt\nvar text string\n`,
  },
  'broken-user': {
    'a.go': goFile(
      'a',
      'example.com/broken-two-packages',
      'example.com/broken-import-text',
      'example.com/broken-missing-package',
    ),
  },
});
