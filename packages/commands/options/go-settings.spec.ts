import { catchError } from '../../support/testing/catch-error';
import { settingsOf } from './go-settings';

describe('settingsOf', () => {
  it('sets platform and cgo in the environment, over what was there', () => {
    const { env } = settingsOf(
      { goos: 'windows', goarch: 'arm64', cgo: false, env: { A: 'option' } },
      { GOOS: 'linux', CGO_ENABLED: '1', A: 'task', B: 'task' },
    );
    expect(env).toEqual({ GOOS: 'windows', GOARCH: 'arm64', CGO_ENABLED: '0', A: 'option', B: 'task' });
  });

  it.each([
    [{ tags: 'a, b' }, '-tags=a,b'],
    [{ tags: ['a', 'b,c', ''] }, '-tags=a,b,c'],
    [{ race: true }, '-race=true'],
    [{ trimpath: false }, '-trimpath=false'],
    [{ ldflags: `-X 'main.v=two words'` }, `-ldflags=-X 'main.v=two words'`],
    [{ overlay: 'a b.json' }, '-overlay=a b.json'],
    [{ flags: ['-p', '2'] }, '-p'],
  ])('turns %j into the flag %s', (options, flag) => {
    expect(settingsOf(options, {}).flags).toContain(flag);
  });

  it('keeps commit and dirty state out of binaries unless told to stamp', () => {
    expect(settingsOf({}, {}).flags).toEqual(['-buildvcs=false']);
    expect(settingsOf({ stamp: true }, {}).flags).toEqual(['-buildvcs=true']);
  });

  it('gives no -tags where there is none, so that those of GOFLAGS stay', () => {
    expect(settingsOf({ tags: ' , ' }, {}).flags).toEqual(['-buildvcs=false']);
  });

  it('refuses a platform that the env option contradicts', () => {
    expect(catchError(() => settingsOf({ goos: 'linux', env: { GOOS: 'windows' } }, {}))).toMatchObject({
      code: 'two-platforms',
      exitCode: 2,
    });
  });
});
