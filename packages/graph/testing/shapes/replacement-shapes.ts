import type { Files } from '../../../support/testing/make-directory';
import { goFile, goMod, target, type Shapes } from './shape';

const TARGET = ['require example.com/target v0.0.0', 'replace example.com/target => ../../target'];

/** Modules outside go.work, in `alone/`, each with what stands in its go.mod. */
const modules: Readonly<Record<string, Files>> = {
  plain: { 'go.mod': goMod('example.com/alone', ...TARGET), 'a.go': goFile('a', target('alone')) },
  'replace-directory': user('replaced v1.0.0', 'replaced => ../replaced'),
  'replace-version': user('replaced v1.2.0', 'replaced v1.2.0 => ../replaced'),
  'replace-other-version': user('replaced v1.2.0', 'replaced v1.0.0 => ../replaced'),
  'replace-both': user('replaced v1.2.0', 'replaced v1.2.0 => ../replaced', 'replaced => ../replaced-second'),
  'replace-block': {
    'go.mod': goMod(
      'example.com/replace-block',
      'require (\n\texample.com/replaced v1.0.0 // indirect\n)',
      'replace (\n\texample.com/replaced => "../replaced" // why\n)',
      ...TARGET,
    ),
    'a.go': goFile('a', 'example.com/replaced'),
  },
  'replace-without-require': {
    'go.mod': goMod('example.com/replace-without-require', 'replace example.com/replaced => ../replaced'),
    'a.go': goFile('a', 'example.com/replaced'),
  },
  'replace-not-imported': {
    'go.mod': goMod(
      'example.com/user',
      'require example.com/replaced v1.0.0',
      'replace example.com/replaced => ../replaced',
    ),
    'a.go': goFile('a'),
  },
  'replace-missing-directory': user('replaced v1.0.0', 'replaced => ../nowhere'),
  'replace-inside': {
    'go.mod': goMod(
      'example.com/replace-inside',
      'require example.com/kept v1.0.0',
      'replace example.com/kept => ./kept',
    ),
    'a.go': goFile('a', 'example.com/kept'),
    'kept/go.mod': goMod('example.com/kept'),
    'kept/a.go': goFile('a'),
  },
  replaced: {
    'go.mod': goMod('example.com/actual-name', ...TARGET),
    'a.go': goFile('a', target('replaced')),
    'sub/a.go': goFile('sub'),
  },
  'replaced-second': { 'go.mod': goMod('example.com/replaced'), 'a.go': goFile('a') },
  'replaced-old': { 'go.mod': 'module example.com/replaced\n\ngo 1.13\n', 'a.go': goFile('a') },
  // What `replaced` needs is required by it alone, and replaced here.
  chain: {
    'go.mod': goMod(
      'example.com/chain',
      'require example.com/chain-middle v1.0.0',
      'replace example.com/chain-middle => ../chain-middle',
      'replace example.com/chain-end => ../chain-end',
    ),
    'a.go': goFile('a', 'example.com/chain-middle'),
    'a_test.go': goFile('a', 'example.com/chain-end/more'),
  },
  'chain-complete': {
    'go.mod': goMod(
      'example.com/chain-complete',
      'require example.com/chain-middle v1.0.0',
      'require example.com/chain-end v1.0.0 // indirect',
      'replace example.com/chain-middle => ../chain-middle',
      'replace example.com/chain-end => ../chain-end',
    ),
    'a.go': goFile('a', 'example.com/chain-middle'),
  },
  // The replacement here counts for itself only.
  'chain-middle': {
    'go.mod': goMod(
      'example.com/chain-middle',
      'require example.com/chain-end v1.0.0',
      'replace example.com/chain-end => ../chain-other-end',
    ),
    'a.go': goFile('a', 'example.com/chain-end'),
  },
  'chain-end': { 'go.mod': goMod('example.com/chain-end'), 'a.go': goFile('a'), 'more/a.go': goFile('more') },
  'chain-other-end': { 'go.mod': goMod('example.com/chain-end'), 'a.go': goFile('a') },
  // go 1.16: the graph of required modules is not pruned.
  'chain-unpruned': {
    'go.mod': `module example.com/chain-unpruned\n\ngo 1.16\n\nrequire example.com/chain-old v1.0.0\n\nreplace example.com/chain-old => ../chain-old\n\nreplace example.com/chain-end => ../chain-old-end\n`,
    'a.go': goFile('a', 'example.com/chain-old'),
  },
  'chain-old': {
    'go.mod': 'module example.com/chain-old\n\ngo 1.16\n\nrequire example.com/chain-end v1.0.0\n',
    'a.go': goFile('a', 'example.com/chain-end'),
  },
  'chain-old-end': { 'go.mod': 'module example.com/chain-end\n\ngo 1.16\n', 'a.go': goFile('a') },
  ambiguous: {
    'go.mod': goMod(
      'example.com/ambiguous',
      'require example.com/both v1.0.0',
      'require example.com/both/sub v1.0.0',
      'replace example.com/both => ../both',
      'replace example.com/both/sub => ../both-sub',
    ),
    'a.go': goFile('a', 'example.com/both/sub', 'example.com/both'),
  },
  both: { 'go.mod': goMod('example.com/both'), 'a.go': goFile('a'), 'sub/a.go': goFile('sub') },
  'both-sub': { 'go.mod': goMod('example.com/both/sub'), 'a.go': goFile('sub') },
  'longest-path': {
    'go.mod': goMod(
      'example.com/longest-path',
      'require example.com/long v1.0.0',
      'require example.com/long/path v1.0.0',
      'replace example.com/long => ../long',
      'replace example.com/long/path => ../long-path',
    ),
    'a.go': goFile('a', 'example.com/long/path/a', 'example.com/long/pathless'),
  },
  long: { 'go.mod': goMod('example.com/long'), 'pathless/a.go': goFile('a'), 'a.go': goFile('a') },
  'long-path': { 'go.mod': goMod('example.com/long/path'), 'a/a.go': goFile('a') },
  // The package is in the shorter module, since the longer one lacks it.
  'shorter-path': {
    'go.mod': goMod(
      'example.com/shorter-path',
      'require example.com/both v1.0.0',
      'require example.com/both/other v1.0.0',
      'replace example.com/both => ../shorter',
      'replace example.com/both/other => ../long-path',
    ),
    'a.go': goFile('a', 'example.com/both/other/b'),
  },
  shorter: { 'go.mod': goMod('example.com/both'), 'other/b/b.go': goFile('b') },
  excluding: {
    'go.mod': goMod(
      'example.com/excluding',
      'require example.com/replaced v1.0.0',
      'exclude example.com/replaced v1.0.0',
      'replace example.com/replaced => ../replaced',
    ),
    'a.go': goFile('a', 'example.com/replaced'),
  },
  'too-new': { 'go.mod': 'module example.com/too-new\n\ngo 1.999\n', 'a.go': goFile('a') },
  'broken-go-mod': { 'go.mod': 'module example.com/broken-go-mod\n\nrequire (\n', 'a.go': goFile('a') },
  vendoring: {
    'go.mod': goMod(
      'example.com/vendoring',
      'require example.com/plain-thing v1.0.0',
      'replace example.com/plain-thing => ../../in/plain-thing',
    ),
    'a.go': goFile('a', 'example.com/plain-thing'),
    'vendor/modules.txt':
      '# example.com/plain-thing v1.0.0 => ../../in/plain-thing\n## explicit; go 1.24\nexample.com/plain-thing\n# example.com/plain-thing => ../../in/plain-thing\n',
    'vendor/example.com/plain-thing/a.go': 'package a\n\n// An older copy.\nimport _ "fmt"\n',
  },
  'vendoring-before-1.14': {
    'go.mod':
      'module example.com/vendoring-old\n\ngo 1.13\n\nrequire example.com/replaced v1.0.0\n\nreplace example.com/replaced => ../replaced-old\n',
    'a.go': goFile('a', 'example.com/replaced'),
    'vendor/example.com/replaced/a.go': goFile('a'),
  },
  'vendoring-inconsistent': {
    'go.mod': goMod(
      'example.com/vendoring-inconsistent',
      'require example.com/replaced v1.0.0',
      'replace example.com/replaced => ../replaced',
    ),
    'a.go': goFile('a', 'example.com/replaced'),
    'vendor/modules.txt': '# example.com/replaced v0.9.0\n## explicit\nexample.com/replaced\n',
    'vendor/example.com/replaced/a.go': goFile('a'),
  },
};

export const replacementShapes: Shapes = {
  files: Object.fromEntries(
    Object.entries(modules).flatMap(([shape, files]) =>
      Object.entries(files).map(([path, text]) => [`alone/${shape}/${path}`, text] as const),
    ),
  ),
  used: [],
};

/** A module with these lines, without `example.com/`, that imports `example.com/replaced`. */
function user(requirement: string, ...replacements: readonly string[]): Files {
  const lines = replacements.map((line) => `replace example.com/${line}`);
  return {
    'go.mod': goMod('example.com/user', `require example.com/${requirement}`, ...lines, ...TARGET),
    'a.go': goFile('a', 'example.com/replaced', 'example.com/replaced/sub'),
  };
}
