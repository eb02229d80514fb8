import { realpathSync } from 'node:fs';
import { join } from 'node:path';
import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../testing/go-environment';
import { goWorkSetting } from './go-work';

describe('goWorkSetting', () => {
  const root = realpathSync(
    makeDirectory({
      'go.work': 'go 1.24\n',
      'other.work': 'go 1.24\n',
      off: 'GOWORK=off\n',
      auto: 'GOWORK=auto\n',
      empty: 'GOWORK=\n',
    }),
  );
  const other = join(root, 'other.work');

  it.each([
    ['nothing', {}],
    ['a file', { GOWORK: other }],
    ['off', { GOWORK: 'off' }],
    ['an empty variable', { GOWORK: '' }],
    ['off in the go env file', { GOENV: join(root, 'off') }],
    ['off there, behind an empty variable', { GOENV: join(root, 'off'), GOWORK: '' }],
    ['off there, behind `auto`', { GOENV: join(root, 'off'), GOWORK: 'auto' }],
    ['off there, behind a file', { GOENV: join(root, 'off'), GOWORK: other }],
    ['`auto` in the go env file', { GOENV: join(root, 'auto') }],
    ['an empty line there', { GOENV: join(root, 'empty') }],
  ])('is what the go command goes by: %s', (_case, variables) => {
    const env = goEnvironment(variables);
    const theirs = askGoItself(['env', 'GOWORK'], root, env).trim();
    expect(goWorkSetting(env) ?? join(root, 'go.work')).toBe(theirs);
  });
});
