import { goSum, makeModulesProxy, type ProxyModule } from '../../packages/toolchain/testing/module-proxy';
import type { Files } from '../support/files';
import { goWork } from '../support/go-files';
import type { Env } from '../support/run';
import type { RandomSource } from './random-source';

const color = (version: string): ProxyModule => ({
  module: 'ext.test/color',
  version,
  files: {
    'go.mod': 'module ext.test/color\n\ngo 1.21\n',
    'color.go': `package color\n\nconst Name = "${version}"\n`,
  },
});

const externalModules = [color('v1.0.0'), color('v1.1.0')];

/** Where the external modules come from. */
export function moduleEnvironment(cache: string): Env {
  const proxy = makeModulesProxy(externalModules);
  return { GOPROXY: proxy, GOSUMDB: 'off', GOMODCACHE: cache, GOFLAGS: '-modcacherw' };
}

const modules = [
  ...Array.from({ length: 8 }, (_, index) => `libs/l${index}`),
  ...Array.from({ length: 4 }, (_, index) => `apps/a${index}`),
];

/** Twelve modules and 32 packages; which import which is chosen at random, without cycles. */
export function randomModules(random: RandomSource): Files {
  const files: Record<string, string> = {};
  const packages: string[] = [];
  for (const directory of modules) {
    const isProgram = directory.startsWith('apps/');
    files[`${directory}/go.mod`] = `module example.test/${directory}\n\ngo 1.21\n`;
    for (const inner of isProgram ? ['/parts', ''] : ['/more/deep', '/more', '']) {
      const place = directory + inner;
      const name = isProgram && inner === '' ? 'main' : (place.split('/').at(-1) ?? '');
      const imports = random.some(packages, 2);
      files[`${place}/${name}.go`] = source(name, imports) + (name === 'main' ? '\nfunc main() {}\n' : '');
      if (random.below(2) === 0) files[`${place}/${name}_test.go`] = source(name, random.some(packages, 1));
      packages.push(place);
    }
  }
  return { ...files, ...goWork(...modules), ...special };
}

/** What Go packages read besides Go files, and files that some builds leave out. */
const special: Files = {
  'nx.json': {
    plugins: [{ plugin: 'goshawk', options: { projectNames: { from: 'directory' } } }],
    neverConnectToCloud: true,
    analytics: false,
  },
  'libs/l0/go.mod': 'module example.test/libs/l0\n\ngo 1.21\n\nrequire ext.test/color v1.0.0\n',
  'libs/l0/go.sum': goSum(externalModules),
  'libs/l0/color.go': 'package l0\n\nimport _ "ext.test/color"\n',
  'libs/l1/more/embeds.go': embedding('more', 'motto.txt', 'pages', '*.tmpl'),
  'libs/l1/more/motto.txt': 'motto\n',
  'libs/l1/more/one.tmpl': 'one\n',
  'libs/l1/more/pages/index.html': 'index\n',
  'libs/l1/more/pages/inner/page.html': 'page\n',
  'libs/l1/more/pages/.hidden': 'not embedded\n',
  'libs/l2/embeds.go': embedding('l2', 'all:assets'),
  'libs/l2/assets/.hidden': 'embedded\n',
  'libs/l2/assets/_under/file': 'embedded\n',
  'libs/l3/golden_test.go': embedding('l3', 'golden.txt'),
  'libs/l3/golden.txt': 'golden\n',
  'libs/l4/native.go':
    'package l4\n\n// #cgo CFLAGS: -I${SRCDIR}/../../native/include\n// #include "inner/deep.h"\n// #include <answer.h>\nimport "C"\n',
  'libs/l4/inner/deep.h': '#define DEEP 1\n',
  'native/include/answer.h': '#define ANSWER 1\n',
  'libs/l5/more/add.go': 'package more\n\nfunc Add(x, y int64) int64\n',
  'libs/l5/more/add_amd64.s': 'TEXT ·Add(SB), 4, $0-24\n\tRET\n',
  'libs/l6/special.go': '//go:build special\n\npackage l6\n\nimport _ "example.test/libs/l0/more/deep"\n',
  'libs/l6/system_windows.go': 'package l6\n\nimport _ "example.test/libs/l1/more/deep"\n',
  'libs/l7/l7_test.go': 'package l7\n',
  'libs/l7/testdata/cases/one.txt': 'one\n',
  'README.md': 'Read by nothing.\n',
};

function source(name: string, imports: readonly string[]): string {
  return `package ${name}\n\n${imports.map((path) => `import _ "example.test/${path}"\n`).join('')}`;
}

function embedding(name: string, ...patterns: readonly string[]): string {
  return `package ${name}\n\nimport "embed"\n\n//go:embed ${patterns.join(' ')}\nvar files embed.FS\n`;
}
