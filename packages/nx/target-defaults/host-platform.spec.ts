import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { hostPlatform } from './host-platform';

function platformOfGo(env: Record<string, string>) {
  // As JSON, which shows the carriage return that Go keeps of a line that ends as on Windows.
  const answer = askGoItself(['env', '-json', 'GOOS', 'GOARCH'], env.HOME ?? '.', env);
  const { GOOS: goos, GOARCH: goarch } = JSON.parse(answer) as Record<string, string>;
  return { goos, goarch };
}

const written = makeDirectory({
  'go/env': 'GOOS=plan9\n# a comment\n#GOARCH=mips\nGOARCH=386\nGOFLAGS=-tags=a=b\n',
  'os-only': 'GOOS=freebsd\r\n',
  empty: '',
});

describe('hostPlatform', () => {
  it.each<[string, Record<string, string>]>([
    ['nothing set', {}],
    ['the environment', { GOOS: 'windows', GOARCH: 'arm64' }],
    ['an empty variable, which counts as unset', { GOOS: '' }],
    ['a go env file', { GOENV: join(written, 'go', 'env') }],
    ['a go env file with Windows line ends', { GOENV: join(written, 'os-only') }],
    ['an empty go env file', { GOENV: join(written, 'empty') }],
    ['a go env file that is not there', { GOENV: join(written, 'missing') }],
    ['no go env file', { GOENV: 'off' }],
    ['the environment over a go env file', { GOENV: join(written, 'go', 'env'), GOARCH: 'amd64' }],
    ['the go env file in the directory of the user', { GOENV: '', XDG_CONFIG_HOME: written }],
  ])('is what the go command says: %s', (_case, variables) => {
    const env = goEnvironment(variables);
    expect(hostPlatform(env)).toEqual(platformOfGo(env));
  });
});
