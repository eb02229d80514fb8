import { readBuildInfo } from '../../toolchain';
import { makeProgram } from '../testing/made-artifact';
import { compareBuildInfo } from './compare-build-info';
import { hasCompiler } from '../../toolchain/testing/has-compiler';

jest.setTimeout(300_000);

const hasC = hasCompiler();

async function make(flags: readonly string[], env: Record<string, string>) {
  const { file, origin } = await makeProgram({ flags, env });
  const info = readBuildInfo(file);
  if (info === undefined) throw new Error(`no build info in ${file}`);
  return { info, components: origin.dimension.components };
}

describe('compareBuildInfo', () => {
  const rows: [string, readonly string[], Record<string, string>][] = [
    ['GOOS', [], { GOOS: process.platform === 'win32' ? 'linux' : 'windows' }],
    ['tags', ['-tags=b,a'], {}],
    ['trimpath', ['-trimpath'], {}],
    ['level', [], { GOAMD64: 'v2', GOARCH: 'amd64' }],
    ['GOEXPERIMENT', [], { GOEXPERIMENT: 'fieldtrack' }],
    ['instrumentation', ['-cover'], {}],
    ['buildmode', ['-buildmode=pie'], {}],
  ];

  it.each(rows)(
    'finds that %s is another one, and nothing where it is the same',
    async (name, flags, env) => {
      const plain = await make([], { GOARCH: 'amd64' });
      const special = await make(flags, { GOARCH: 'amd64', ...env });
      expect(compareBuildInfo(plain.info, plain.components, 'ex')).toEqual([]);
      expect(compareBuildInfo(special.info, special.components, 'ex')).toEqual([]);
      const named = compareBuildInfo(special.info, plain.components, 'ex').map((one) => one.name);
      // What was to be built as the default may be what a person asks for by name.
      expect(named).toEqual(name === 'buildmode' ? [] : [name]);
      expect(compareBuildInfo(plain.info, special.components, 'ex').map((one) => one.name)).toEqual([name]);
    },
  );

  (hasC ? it : it.skip)('finds that cgo and the race detector are on', async () => {
    const plain = await make([], {});
    const special = await make(['-race'], { CGO_ENABLED: '1' });
    expect(compareBuildInfo(special.info, special.components, 'ex')).toEqual([]);
    const differences = compareBuildInfo(special.info, plain.components, 'ex');
    expect(differences.map(({ name, found }) => [name, found])).toEqual([
      ['CGO_ENABLED', '1'],
      ['instrumentation', 'race'],
    ]);
  });

  it('finds another version of Go and another main package', async () => {
    const { info, components } = await make([], {});
    const older = components.map((one) =>
      one.name === 'toolchain' ? { ...one, value: `go1.20.1 ${'0'.repeat(32)}` } : one,
    );
    expect(compareBuildInfo(info, older, 'other')).toEqual([
      { what: 'dimension', name: 'toolchain', wanted: 'go1.20.1', found: info.goVersion },
      { what: 'program', name: 'main package', wanted: 'other', found: 'ex' },
    ]);
  });
});
