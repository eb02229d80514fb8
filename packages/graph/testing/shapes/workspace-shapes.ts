import { goSum, type ProxyModule } from '../../../toolchain/testing/module-proxy';
import { goFile, goMod, target, type Shapes } from './shape';

/** Modules that only a proxy has. */
const THIRD_PARTY: readonly ProxyModule[] = [
  {
    module: 'example.net/third',
    version: 'v1.0.0',
    files: {
      'go.mod': goMod('example.net/third', 'require example.net/fourth v1.1.0'),
      'a.go': goFile('third', 'example.net/fourth'),
      'b/b.go': goFile('b'),
      'b/b_test.go': goFile('b', 'example.net/nowhere'),
    },
  },
  {
    module: 'example.net/fourth',
    version: 'v1.1.0',
    files: { 'go.mod': goMod('example.net/fourth'), 'a.go': goFile('fourth') },
  },
  // Published versions of modules that go.work uses.
  {
    module: 'example.com/plain-thing',
    version: 'v1.0.0',
    files: { 'go.mod': goMod('example.com/plain-thing'), 'a.go': goFile('a', 'example.net/nowhere') },
  },
  {
    module: 'example.com/tool-provider',
    version: 'v1.0.0',
    files: { 'go.mod': goMod('example.com/tool-provider'), 'cmd/gen/main.go': goFile('main') },
  },
  // Its name begins like the one of a local module.
  { module: 'example.com/prefixes/client', version: 'v1.0.0', files: { 'a.go': goFile('client') } },
];

const SUMS = goSum(THIRD_PARTY);
const THIRD = 'require example.net/third v1.0.0';
const FOURTH = 'require example.net/fourth v1.1.0 // indirect';

/** Several go.work, what they replace, and modules from elsewhere. */
export const workspaceShapes: Shapes = {
  used: [
    'in/work-replaced-user',
    'in/work-version-user',
    'in/third-party',
    'in/third-party-prefix',
    'in/prefixes',
    'in/required',
    'in/tool',
    'in/tool-provider',
    'deeper/one',
  ],
  replacements: [
    'example.com/work-replaced => ./replaced/by-work',
    'example.com/work-version v1.5.0 => ./replaced/by-work-version',
    'example.com/work-other-name => example.net/fourth v1.1.0',
  ],
  proxy: THIRD_PARTY,
  files: {
    'in/work-replaced-user/go.mod': goMod(
      'example.com/work-replaced-user',
      'require example.com/work-replaced v1.0.0',
    ),
    'in/work-replaced-user/a.go': goFile('a', 'example.com/work-replaced/b', 'example.com/deeper-one'),
    'replaced/by-work/go.mod': goMod('example.com/work-replaced'),
    'replaced/by-work/b/b.go': goFile('b'),
    'in/work-version-user/go.mod': goMod(
      'example.com/work-version-user',
      'require example.com/work-version v1.5.0',
      'require example.com/work-other-name v1.0.0',
    ),
    'in/work-version-user/go.sum': SUMS,
    'in/work-version-user/a.go': goFile('a', 'example.com/work-version', 'example.com/work-other-name'),
    'replaced/by-work-version/go.mod': goMod('example.com/work-version'),
    'replaced/by-work-version/a.go': goFile('a'),
    'in/third-party/go.mod': goMod('example.com/third-party', THIRD, FOURTH),
    'in/third-party/go.sum': SUMS,
    'in/third-party/a.go': goFile('a', 'example.net/third', 'example.net/third/b'),
    'in/third-party/a_test.go': goFile('a', 'example.net/fourth'),
    'in/third-party-prefix/go.mod': goMod(
      'example.com/third-party-prefix',
      'require example.com/prefixes/client v1.0.0',
    ),
    'in/third-party-prefix/go.sum': SUMS,
    'in/third-party-prefix/a.go': goFile('a', 'example.com/prefixes/client'),
    'in/prefixes/go.mod': goMod('example.com/prefixes'),
    'in/prefixes/a.go': goFile('a', target('prefixes')),
    'in/required/go.mod': goMod('example.com/required', 'require example.com/plain-thing v1.0.0'),
    'in/required/go.sum': SUMS,
    'in/required/a.go': goFile('a'),
    'in/tool/go.mod': goMod(
      'example.com/tool',
      'tool example.com/tool-provider/cmd/gen',
      'require example.com/tool-provider v1.0.0',
    ),
    'in/tool/go.sum': SUMS,
    'in/tool/a.go': goFile('a'),
    'in/tool-provider/go.mod': goMod('example.com/tool-provider'),
    'in/tool-provider/cmd/gen/main.go': goFile('main', target('tool')),
    'alone/third-party/go.mod': goMod('example.com/third-party-alone', THIRD, FOURTH),
    'alone/third-party/go.sum': SUMS,
    'alone/third-party/a.go': goFile('a', 'example.net/third/b'),
    'alone/third-party-without-sum/go.mod': goMod('example.com/third-party-without-sum', THIRD, FOURTH),
    'alone/third-party-without-sum/a.go': goFile('a', 'example.net/third/b'),

    // A go.work below the other: its modules see each other, and not those above.
    'deeper/go.work': 'go 1.24\n\nuse ./one\nuse "./two"\nuse ./two/nested\n\nuse ../beside\n',
    'deeper/one/go.mod': goMod('example.com/deeper-one'),
    'deeper/one/a.go': goFile('a', 'example.com/deeper-two', 'example.com/beside'),
    'deeper/two/go.mod': goMod('example.com/deeper-two'),
    'deeper/two/a.go': goFile('a', 'example.com/deeper-two/nested/b', target('never-seen-from-below')),
    'deeper/two/nested/go.mod': goMod('example.com/deeper-two/nested'),
    'deeper/two/nested/b/b.go': goFile('b'),
    'deeper/unused/go.mod': goMod(
      'example.com/deeper-unused',
      'require example.com/deeper-two v1.0.0',
      'replace example.com/deeper-two => ../two',
    ),
    'deeper/unused/a.go': goFile('a', 'example.com/deeper-two', 'example.com/deeper-one'),
    'beside/go.mod': goMod('example.com/beside'),
    'beside/a.go': goFile('a'),

    // What is required of each other was never published.
    'unpublished/go.work': 'go 1.24\n\nuse ./one\nuse ./two\n',
    'unpublished/one/go.mod': goMod(
      'example.com/unpublished-one',
      'require example.com/unpublished-two v1.0.0',
    ),
    'unpublished/one/a.go': goFile('a', 'example.com/unpublished-two'),
    'unpublished/two/go.mod': goMod('example.com/unpublished-two'),
    'unpublished/two/a.go': goFile('a'),

    // `go work vendor`.
    'vendored/go.work':
      'go 1.24\n\nuse (\n\t./one\n\t./two\n)\n\nreplace example.com/vendored-replaced => ./replaced\n',
    'vendored/one/go.mod': goMod('example.com/vendored-one', 'require example.com/vendored-replaced v1.0.0'),
    'vendored/one/a.go': goFile('a', 'example.com/vendored-two', 'example.com/vendored-replaced'),
    'vendored/two/go.mod': goMod('example.com/vendored-two'),
    'vendored/two/a.go': goFile('a'),
    'vendored/replaced/go.mod': goMod('example.com/vendored-replaced'),
    'vendored/replaced/a.go': goFile('a', 'example.com/vendored-replaced/newer'),
    'vendored/replaced/newer/a.go': goFile('a'),
    'vendored/vendor/modules.txt':
      '## workspace\n# example.com/vendored-replaced v1.0.0 => ./replaced\n## explicit; go 1.24\nexample.com/vendored-replaced\n# example.com/vendored-replaced => ./replaced\n',
    'vendored/vendor/example.com/vendored-replaced/a.go': 'package a\n\n// An older copy.\n',
  },
};
