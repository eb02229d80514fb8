import { goFile, goMod, target, usedModules, type Shapes } from './shape';

/** Which module a package belongs to, where go.work joins them. */
export const moduleShapes: Shapes = usedModules({
  nested: {
    'a.go': goFile(
      'a',
      'example.com/nested/inner',
      'example.com/nested/inner/own',
      'example.com/nested/inner/deep/c',
    ),
    'inner-not/a.go': goFile('a', target('nested-not')),
  },
  'nested/inner': {
    'a.go': goFile('a', target('nested-inner')),
    'own/b.go': goFile('b', 'example.com/nested/inner/deep'),
  },
  'nested/inner/deep': {
    'a.go': goFile('a', target('nested-deep')),
    'c/c.go': goFile('c', 'example.com/nested/inner-not'),
  },
  prefix: { 'a.go': goFile('a', target('prefix-short')) },
  prefixed: { 'a.go': goFile('a', target('prefix-long')) },
  'prefix-user': { 'a.go': goFile('a', 'example.com/prefixed') },
  undotted: {
    'go.mod': goMod('undotted'),
    'a.go': goFile('a', 'undotted/b'),
    'b/b.go': goFile('b', target('undotted')),
  },
  'undotted-like-std': {
    'go.mod': goMod('encoding/extra'),
    'a.go': goFile('extra', target('undotted-like-std')),
  },
  'undotted-user': { 'a.go': goFile('a', 'undotted', 'encoding/extra', 'encoding/json') },
  'shadows-std': { 'go.mod': goMod('encoding/json'), 'a.go': goFile('json', target('shadows-std')) },
  version: { 'a.go': goFile('a', target('version-1')) },
  'version-two': {
    'go.mod': goMod('example.com/version/v2'),
    'a.go': goFile('a', target('version-2')),
    'b/b.go': goFile('b'),
  },
  'version-user': { 'a.go': goFile('a', 'example.com/version', 'example.com/version/v2/b') },
  'with space': { 'go.mod': goMod('example.com/with-space'), 'a.go': goFile('a', target('with-space')) },
  'with-space-user': { 'a.go': goFile('a', 'example.com/with-space') },
  Capital: { 'a.go': goFile('a', 'example.com/Capital/Inner'), 'Inner/a.go': goFile('a', target('Capital')) },
  'capital-user': { 'a.go': goFile('a', 'example.com/Capital') },
  quoted: {
    'go.mod': 'module "example.com/quoted" // why\n\ngo 1.24\n',
    'a.go': goFile('a', 'example.com/quoted/b'),
    'b/b.go': goFile('b'),
  },
  'module-block': {
    'go.mod': 'module (\n\texample.com/module-block\n)\n\ngo 1.24\n',
    'a.go': goFile('a', 'example.com/module-block/b'),
    'b/b.go': goFile('b'),
  },
  'elsewhere-named': {
    'go.mod': goMod('example.org/very/different'),
    'a.go': goFile('a', target('elsewhere-named')),
  },
  'elsewhere-user': { 'a.go': goFile('a', 'example.org/very/different') },
  ignoring: {
    'go.mod':
      'module example.com/ignoring\n\ngo 1.25\n\nignore ./static\n\nignore (\n\tgenerated\n\tb/only\n)\n',
    'a.go': goFile('a', 'example.com/ignoring/static/imported'),
    'static/a.go': goFile('static', target('ignoring-static')),
    'static/imported/a.go': goFile('imported', target('ignoring-imported')),
    'b/static/a.go': goFile('static', target('ignoring-deep-static')),
    'b/generated/a.go': goFile('generated', target('ignoring-generated')),
    'b/only/a.go': goFile('only', target('ignoring-only')),
    'generated-not/a.go': goFile('not', target('ignoring-not')),
  },
  'hidden-directories': {
    'a.go': goFile('a'),
    '_x/a.go': goFile('x', target('hidden-underscore')),
    '.y/a.go': goFile('y', target('hidden-dot')),
    'testdata/a.go': goFile('a', target('hidden-testdata')),
    'b/testdata/c/a.go': goFile('c', target('hidden-testdata-deep')),
    'b/_z/c/a.go': goFile('c', target('hidden-deep')),
    'testdata-not/a.go': goFile('a', target('hidden-not')),
  },
  'hidden-imported': {
    'a.go': goFile('a', 'example.com/hidden-imported/_x', 'example.com/hidden-imported/testdata/b'),
    '_x/a.go': goFile('x', target('hidden-imported-underscore')),
    'testdata/b/b.go': goFile('b', target('hidden-imported-testdata')),
  },
  'nested-in-testdata': {
    'a.go': goFile('a'),
    'testdata/module/go.mod': goMod('example.com/in-testdata'),
    'testdata/module/a.go': goFile('a', target('nested-in-testdata')),
  },
  'vendor-ignored': {
    'a.go': goFile('a', 'example.com/plain-thing'),
    'vendor/example.com/plain-thing/a.go': goFile('a', target('vendor-ignored')),
  },
  'plain-thing': { 'a.go': goFile('a', target('plain-thing')) },
  'cycle-one': { 'x/x.go': goFile('x', 'example.com/cycle-two/y'), 'w/w.go': goFile('w', target('cycle')) },
  'cycle-two': { 'y/y.go': goFile('y'), 'z/z.go': goFile('z', 'example.com/cycle-one/w') },
  'golang-x-net': {
    'go.mod': goMod('golang.org/x/net'),
    'http/httpguts/a.go': goFile('httpguts', target('golang-x-net')),
  },
  'no-root-package': { 'deep/down/a.go': goFile('a', target('no-root-package')) },
  empty: {},
  'no-go-line': { 'go.mod': 'module example.com/no-go-line\n', 'a.go': goFile('a', target('no-go-line')) },
});

/** Links to files and directories. */
export const linkShapes: Shapes = {
  ...usedModules({
    'linked-file': {},
    'linked-directory': { 'a.go': goFile('a', 'example.com/linked-directory/b') },
    'linked-not-imported': { 'a.go': goFile('a') },
  }),
  links: {
    'in/linked-file/a.go': '../../linked/file.go',
    'in/linked-directory/b': '../../linked/directory',
    'in/linked-not-imported/b': '../../linked/directory-2',
  },
};

/** What the links point at, in no module. */
export const linkTargets: Shapes = {
  files: {
    'linked/file.go': goFile('a', target('linked-file')),
    'linked/directory/b.go': goFile('b', target('linked-directory')),
    'linked/directory-2/b.go': goFile('b', target('linked-not-imported')),
  },
  used: [],
};
