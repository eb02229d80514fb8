import { catchError } from '../support/testing/catch-error';
import { readPluginOptions } from './plugin-options';

describe('readPluginOptions', () => {
  it.each([undefined, null, {}])('has defaults for %j', (given) => {
    expect(readPluginOptions(given)).toEqual({
      undeclaredInputs: 'fail',
      cacheVerification: 'repair',
      targets: {},
      platforms: [],
    });
  });

  it('reads all of them', () => {
    const given = {
      goBinary: 'go1.26',
      cacheRoot: '/cache',
      undeclaredInputs: 'warn',
      cacheVerification: 'report',
      targets: { 'go-build': 'build', 'go-vet': false, 'go-test': { name: 'test', cache: false } },
      projectPerMain: ['apps', 'example.com/m'],
      projectNames: { from: 'directory', stripPrefix: 'example.com' },
      generated: { 'web/dist': 'web:build:production' },
    };
    expect(readPluginOptions({ ...given, platforms: ['linux/amd64', 'js/wasm'] })).toEqual({
      ...given,
      platforms: [
        { goos: 'linux', goarch: 'amd64' },
        { goos: 'js', goarch: 'wasm' },
      ],
    });
  });

  it.each<[unknown, RegExp]>([
    ['text', /option options .* is not an object/],
    [[], /is not an object/],
    [{ goBinary: 1 }, /option goBinary .* is not a string/],
    [{ cacheRoot: false }, /option cacheRoot .* is not a string/],
    [{ undeclaredInputs: 'ignore' }, /option undeclaredInputs .* is not "fail" or "warn"/],
    [{ cacheVerification: true }, /option cacheVerification .* is not "report", "repair" or "fail"/],
    [{ targets: ['go-build'] }, /option targets .* is not an object/],
    [
      { targets: { build: 'x' } },
      /option targets.build .* is not one of go-build, go-test, go-vet, go-fmt, .*go-run/,
    ],
    [{ targets: { 'go-build': true } }, /option targets.go-build .* is not a name, a target, or false/],
    [{ targets: { 'go-build': '' } }, /targets.go-build/],
    [{ targets: { 'go-build': { name: 1 } } }, /targets.go-build/],
    [{ targets: { 'go-build': { options: 5 } } }, /option targets.go-build.options .* is not an object/],
    [
      { targets: { 'go-build': { configurations: { a: 1 } } } },
      /option targets.go-build.configurations .* object/,
    ],
    [
      { targets: { 'go-build': { dependsOn: '^build' } } },
      /option targets.go-build.dependsOn .* is not a list/,
    ],
    [{ targets: { 'go-build': { cache: 'no' } } }, /option targets.go-build.cache .* is not true or false/],
    [
      { targets: { 'go-build': 'x', 'go-test': { name: 'x' } } },
      /option targets.go-test .* a name of its own: go-build and go-test are both called x/,
    ],
    [{ targets: { 'go-build': 'go-test' } }, /option targets.go-build .* both called go-test/],
    [{ platforms: ['linx/amd64'] }, /"linx\/amd64" .* is not a platform that `go tool dist list` shows/],
    [{ platforms: ['linux/amd65'] }, /"linux\/amd65"/],
    [{ generated: { '/dist': 'web:build' } }, /generated\["\/dist"\] .* is not a path in the workspace/],
    [{ generated: { 'C:\\dist': 'web:build' } }, /is not a path in the workspace/],
    [{ generated: { 'a/../../dist': 'web:build' } }, /is not a path in the workspace/],
    [{ platforms: 'linux/amd64' }, /option platforms .* is not a list/],
    [{ platforms: ['linux-amd64'] }, /GOOS\/GOARCH pairs/],
    [{ platforms: [{ goos: 'linux' }] }, /GOOS\/GOARCH pairs/],
    [{ projectPerMain: 'apps' }, /option projectPerMain .* is not true, false, or a list/],
    [{ projectPerMain: [1] }, /projectPerMain/],
    [{ projectNames: 'directory' }, /option projectNames .* is not an object/],
    [{ projectNames: { from: 'name' } }, /projectNames.from/],
    [
      { generated: { dist: 'build' } },
      /generated\["dist"\] .* is not the task that makes it, such as "web:build"/,
    ],
  ])('refuses %j', (given, message) => {
    expect(catchError(() => readPluginOptions(given))).toMatchObject({
      code: 'invalid-plugin-option',
      exitCode: 2,
      message: expect.stringMatching(message),
      next: expect.stringContaining('Correct it'),
    });
  });

  it('takes a name that another executor has given up', () => {
    const targets = { 'go-build': 'go-test', 'go-test': false, 'go-vet': 'go-run', 'go-run': 'start' };
    expect(readPluginOptions({ targets }).targets).toEqual(targets);
  });

  it.each([
    [
      { projectNames: { stripprefix: 'x' } },
      'projectNames.stripprefix',
      /projectNames.from, projectNames.stripPrefix/,
    ],
    [{ targets: { 'go-vet': { option: {} } } }, 'targets.go-vet.option', /targets.go-vet.options, /],
    [{ targets: { 'go-vet': { command: 'go vet' } } }, 'targets.go-vet.command', /targets.go-vet.options, /],
  ])('refuses %j, which has a part that there is not', (given, name, next) => {
    expect(catchError(() => readPluginOptions(given))).toMatchObject({
      code: 'invalid-plugin-option',
      message: `The plugin goshawk in nx.json has no option ${name}.`,
      next: expect.stringMatching(next),
    });
  });

  it('refuses an option that there is not, and names those that there are', () => {
    expect(catchError(() => readPluginOptions({ target: {} }))).toMatchObject({
      message: 'The plugin goshawk in nx.json has no option target.',
      next: expect.stringMatching(/the options are goBinary, cacheRoot, .*targets, .*generated/),
    });
  });
});
