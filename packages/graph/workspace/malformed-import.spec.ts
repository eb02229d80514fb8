import { makeDirectory } from '../../support/testing/make-directory';
import { askGoItself, goEnvironment } from '../../toolchain/testing/go-environment';
import { malformationOf } from './malformed-import';

/** What the go command says of an import of a module's package. */
function goSays(path: string): string | undefined {
  const root = makeDirectory({
    'go.mod': 'module example.com/m\n\ngo 1.24\n',
    'm.go': `package m\n\nimport _ "${path}"\n`,
  });
  const listed = askGoItself(
    ['list', '-e', '-deps', '-json=Error', '.'],
    root,
    goEnvironment({ GOPROXY: 'off' }),
  );
  return /malformed import path \\".*?\\": ([^\n]*)",?\n/.exec(listed)?.[1]?.replaceAll('\\"', '"');
}

describe('malformationOf', () => {
  it.each([
    'example.com/m/../x',
    'example.com/m/./x',
    'example.com/m//x',
    'example.com/m/x/',
    'example.com/m/...',
    'example.com/m/x.',
    'example.com/m/x./y',
    'example.com/m/.x',
    'example.com/m/..x',
    'example.com/m/x',
    'x/..',
  ])('says of %s what the go command says', (path) => {
    expect(malformationOf(path)).toBe(goSays(path));
  });
});
