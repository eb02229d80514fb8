import type { BuildInfo } from '../../toolchain';
import { buildStatement, type BuildOrigin } from './build-statement';

const ORIGIN: BuildOrigin = {
  importPath: 'example.test/app/cmd/app',
  packages: ['./cmd/...'],
  flags: ['-buildvcs=true', '-overlay=/home/ada/work/overlay.json', '-pgo=/home/ada/worker/x.pgo'],
  stamp: true,
  taskActionId: 'build@0123456789abcdef',
  taskInputs: 'fedcba9876543210',
  dimension: {
    name: 'linux-amd64-cgo1-0123456789ab',
    fingerprint: 'f'.repeat(64),
    components: [
      { name: 'GOOS', kind: 'layout', value: 'linux', source: 'option' },
      { name: 'toolexec', kind: 'soundness', value: '/opt/tools/wrap -v', source: 'flag -toolexec' },
      { name: 'C environment', kind: 'soundness', value: 'CPATH=/home/ada/work/include', source: 'env' },
    ],
  },
  workspaceRoot: '/home/ada/work',
};

const SUM = `h1:${Buffer.from('ab'.repeat(32), 'hex').toString('base64')}`;

const INFO: BuildInfo = {
  goVersion: 'go1.26.0',
  path: 'example.test/app/cmd/app',
  main: { path: 'example.test/app', version: '(devel)', sum: '' },
  deps: [
    { path: 'example.test/a', version: 'v1.0.0+incompatible', sum: SUM },
    {
      path: 'example.test/b',
      version: 'v1.0.0',
      sum: '',
      replace: { path: '../b', version: '(devel)', sum: '' },
    },
    {
      path: 'example.test/c',
      version: 'v1.0.0',
      sum: '',
      replace: { path: '/src/c', version: '(devel)', sum: '' },
    },
    {
      path: 'example.test/d',
      version: 'v1.0.0',
      sum: '',
      replace: { path: 'example.test/fork', version: 'v1.1.0', sum: SUM },
    },
  ],
  settings: new Map([
    ['vcs', 'git'],
    ['vcs.revision', 'c0ffee'],
    ['vcs.time', '2026-01-02T03:04:05Z'],
    ['vcs.modified', 'true'],
  ]),
};

function build(origin: Partial<BuildOrigin> = {}, buildInfo: BuildInfo | undefined = INFO) {
  return buildStatement({ ...ORIGIN, ...origin }, { name: 'app', digest: 'd'.repeat(64), buildInfo });
}

describe('buildStatement', () => {
  it('is an in-toto statement with SLSA provenance', () => {
    expect(build()).toMatchObject({
      _type: 'https://in-toto.io/Statement/v1',
      subject: [{ name: 'app', digest: { sha256: 'd'.repeat(64) } }],
      predicateType: 'https://slsa.dev/provenance/v1',
      predicate: {
        buildDefinition: {
          buildType: 'urn:goshawk:go-build:v1',
          externalParameters: { importPath: ORIGIN.importPath, packages: ['./cmd/...'], stamp: true },
          internalParameters: { taskActionId: ORIGIN.taskActionId, buildInfo: 'embedded' },
        },
        runDetails: { builder: { id: expect.stringMatching(/^urn:goshawk:builder:\d/) } },
      },
    });
  });

  it('names modules with their sums, what replaces them, the Go version and the commit', () => {
    const { resolvedDependencies } = build().predicate.buildDefinition;
    const dirHash = 'ab'.repeat(32);
    expect(resolvedDependencies).toEqual([
      { name: 'example.test/app', uri: 'pkg:golang/example.test/app' },
      {
        name: 'example.test/a',
        uri: 'pkg:golang/example.test/a@v1.0.0%2Bincompatible',
        digest: { dirHash },
        annotations: { sum: SUM },
      },
      {
        name: 'example.test/b',
        uri: 'pkg:golang/example.test/b@v1.0.0',
        annotations: { replacedBy: '../b' },
      },
      {
        name: 'example.test/c',
        uri: 'pkg:golang/example.test/c@v1.0.0',
        annotations: { replacedBy: 'a directory' },
      },
      {
        name: 'example.test/d',
        uri: 'pkg:golang/example.test/fork@v1.1.0',
        digest: { dirHash },
        annotations: { replaces: 'example.test/d@v1.0.0', sum: SUM },
      },
      { name: 'go', uri: 'pkg:golang/stdlib@1.26.0' },
      {
        name: 'commit',
        digest: { gitCommit: 'c0ffee' },
        annotations: { vcs: 'git', time: '2026-01-02T03:04:05Z', modified: 'true' },
      },
    ]);
  });

  it('is the same text for the same build, wherever the workspace lies', () => {
    const move = (text: string) => text.replaceAll('/home/ada/work/', '/srv/ci/');
    const { flags, dimension } = ORIGIN;
    const components = dimension.components.map((one) => ({ ...one, value: move(one.value) }));
    const moved = {
      flags: flags.map(move),
      dimension: { ...dimension, components },
      workspaceRoot: '/srv/ci',
    };
    expect(JSON.stringify(build(moved))).toBe(JSON.stringify(build()));
  });

  it('has no path of the machine but those that an option names outside the workspace', () => {
    const { externalParameters, internalParameters } = build().predicate.buildDefinition;
    expect(externalParameters.flags).toEqual([
      '-buildvcs=true',
      '-overlay={workspaceRoot}/overlay.json',
      '-pgo=/home/ada/worker/x.pgo',
    ]);
    expect(internalParameters.dimension.components.map(({ value }) => value)).toEqual([
      'linux',
      expect.stringMatching(/^sha256 [0-9a-f]{32}$/),
      'CPATH={workspaceRoot}/include',
    ]);
  });

  it('says so where nothing is known of what the artifact consists of', () => {
    const unknown = buildStatement(ORIGIN, { name: 'app.a', digest: 'd'.repeat(64), buildInfo: undefined });
    const { internalParameters, resolvedDependencies } = unknown.predicate.buildDefinition;
    expect(internalParameters.buildInfo).toBe('unknown');
    expect(resolvedDependencies).toEqual([]);
  });

  it('has the digest of a snapshot only where there is one', () => {
    const parametersOf = (origin: Partial<BuildOrigin>) =>
      build(origin).predicate.buildDefinition.internalParameters;
    expect(parametersOf({})).not.toHaveProperty('snapshotDigest');
    expect(parametersOf({ snapshotDigest: 'a'.repeat(64) }).snapshotDigest).toBe('a'.repeat(64));
  });
});
