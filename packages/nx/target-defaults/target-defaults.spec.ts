import type { TargetConfiguration } from '@nx/devkit';
import { HOST_PLATFORM, defaultsOfTarget } from './target-defaults';

const PLATFORM = { GOOS: 'linux', GOARCH: 'arm64', GOENV: 'off' };
function defaults(given: TargetConfiguration, root = 'apps/app') {
  return defaultsOfTarget(given, { root, inputs: ['default'] }, () => PLATFORM);
}

describe('the defaults of a go-build target', () => {
  const given = { executor: 'goshawk:go-build' };

  it('put artifacts into one directory a platform, named by the options', () => {
    expect(defaults(given)).toMatchObject({
      cache: true,
      outputs: ['{workspaceRoot}/dist/apps/app/{options.goos}-{options.goarch}'],
      options: { goos: 'linux', goarch: 'arm64' },
      configurations: { debug: { gcflags: 'all=-N -l' } },
    });
  });

  it('keep the platform that the target names, and remember only what was taken from the environment', () => {
    expect(defaults({ ...given, options: { goos: 'windows' } })).toMatchObject({
      options: { goos: 'windows', goarch: 'arm64' },
      metadata: { [HOST_PLATFORM]: { goarch: 'arm64' } },
    });
    const both = defaults({ ...given, options: { goos: 'windows', goarch: '386' } });
    expect(both.metadata).toEqual({ [HOST_PLATFORM]: {} });
  });

  it('take the platform of the env option', () => {
    expect(defaults({ ...given, options: { env: { GOOS: 'darwin' } } }).options).toMatchObject({
      goos: 'darwin',
      goarch: 'arm64',
    });
  });

  it('take the platform of the env option of a configuration', () => {
    const configurations = { other: { env: { GOOS: 'darwin' } } };
    expect(defaults({ ...given, configurations }).configurations).toMatchObject({
      other: { goos: 'darwin', goarch: 'arm64' },
    });
  });

  it('give every configuration a directory of its own where one names an output path', () => {
    const configurations = {
      windows: { goos: 'windows', goarch: 'amd64' },
      release: { outputPath: 'out/release' },
    };
    expect(defaults({ ...given, configurations })).toMatchObject({
      outputs: ['{options.outputPath}'],
      options: { outputPath: 'dist/apps/app/linux-arm64' },
      configurations: { windows: { outputPath: 'dist/apps/app/windows-amd64' } },
    });
  });

  it('work for a project at the root of the workspace', () => {
    const made = defaults(given, '.');
    expect(made.outputs).toEqual(['{workspaceRoot}/dist/{options.goos}-{options.goarch}']);
  });
});

describe('the defaults of other targets', () => {
  it('run a program without caching it', () => {
    expect(defaults({ executor: 'goshawk:go-run' })).toEqual({
      executor: 'goshawk:go-run',
      cache: false,
      continuous: true,
    });
  });

  it('never cache go-vuln, and declare its file', () => {
    expect(defaults({ executor: 'goshawk:go-vuln', options: { sarifFile: 'dist/vuln.sarif' } })).toEqual({
      executor: 'goshawk:go-vuln',
      cache: false,
      inputs: ['default'],
      outputs: ['{options.sarifFile}'],
    });
  });

  it('give each configuration of a test a record of its own', () => {
    expect(defaults({ executor: 'goshawk:go-test', configurations: { race: { race: true } } })).toMatchObject(
      {
        cache: true,
        outputs: [
          '{options.outputPath}',
          '{options.coverProfile}',
          '{options.junitFile}',
          '{options.jsonFile}',
        ],
        options: { outputPath: 'dist/apps/app/go-test/default' },
        configurations: { race: { outputPath: 'dist/apps/app/go-test/race' } },
      },
    );
  });

  it('cache go-vet, which leaves nothing', () => {
    const made = defaults({ executor: 'goshawk:go-vet' });
    expect(made.cache).toBe(true);
    expect(made.outputs).toEqual([]);
  });

  it.each(['go-fmt', 'go-tidy'])(
    'cache %s while it only checks, and not where it may change files',
    (name) => {
      const executor = `goshawk:${name}`;
      expect(defaults({ executor })).toMatchObject({ cache: true, outputs: [] });
      expect(defaults({ executor, options: { fix: false } }).cache).toBe(true);
      expect(defaults({ executor, options: { fix: true } }).cache).toBe(false);
      expect(defaults({ executor, configurations: { fix: { fix: true } } }).cache).toBe(false);
    },
  );
});
