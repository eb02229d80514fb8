import { join } from 'node:path';
import { catchError } from '../../support/testing/catch-error';
import type { Files } from '../../support/testing/make-directory';
import { renderWhy } from './render-why';
import { explainImport } from './why';
import { graphPlace } from './testing/graph-place';

const goMod = (name: string, rest = '') => `module example.com/${name}\n\ngo 1.24\n${rest}`;
const goFile = (name: string, ...imports: string[]) =>
  `package ${name}\n\n${imports.map((path) => `import _ "example.com/${path}"\n`).join('')}`;
const tagged = (tag: string, text: string) => `//go:build ${tag}\n\n${text}`;

const WORK: Files = {
  'go.work': 'go 1.24\n\nuse (\n\t./app\n\t./lib\n\t./far\n)\n',
  'app/go.mod': goMod('app', '\nrequire golang.org/x/text v0.3.0\n'),
  'app/main.go': goFile('main', 'app/inner'),
  'app/inner/inner.go': goFile('inner', 'lib/deep'),
  'app/main_test.go': `${goFile('main', 'lib', 'far')}import _ "golang.org/x/net/idna"\n`,
  'lib/go.mod': goMod('lib', '\nrequire golang.org/x/net v0.1.0\n'),
  'lib/lib.go': goFile('lib'),
  'lib/deep/deep.go': `${goFile('deep')}import _ "golang.org/x/net/html"\n`,
  'lib/exclusive/x.go': tagged('x', goFile('exclusive', 'lib/exclusive/y')),
  'lib/exclusive/y/y.go': goFile('y'),
  'lib/exclusive/y/not.go': tagged('!x', goFile('y', 'far')),
  'far/go.mod': goMod('far'),
  'far/far.go': goFile('far'),
};

describe('explainImport', () => {
  const place = graphPlace(WORK);
  const why = (from: string, to: string) => explainImport(place, from, to);

  it('prefers a chain of builds to a shorter one of tests', () => {
    expect(renderWhy(why('example.com/app', 'golang.org/x/net'))).toBe(
      'app/inner/inner.go:3 imports example.com/lib/deep\nlib/deep/deep.go:3 imports golang.org/x/net/html\n',
    );
  });

  it('shows a chain of tests where there is no other', () => {
    expect(why('example.com/app', 'example.com/far')).toMatchObject({
      kind: 'test',
      chain: [{ file: 'app/main_test.go', line: 4, path: 'example.com/far' }],
    });
  });

  it('shows no chain that no single build has', () => {
    expect(why('example.com/lib', 'example.com/far').chain).toHaveLength(1);
    expect(why('example.com/lib/exclusive', 'example.com/far').kind).toBeNull();
    expect(why('example.com/lib/exclusive', 'lib/exclusive/y').kind).toBe('build');
  });

  it('says which module requires one that nothing imports', () => {
    const { kind, requirements } = why('example.com/app', 'golang.org/x/text');
    expect({ kind, requirements }).toEqual({
      kind: null,
      requirements: [
        { by: 'example.com/app', path: 'golang.org/x/text', version: 'v0.3.0', file: 'app/go.mod', line: 5 },
      ],
    });
    expect(renderWhy(why('example.com/app', 'golang.org/x/text'))).toMatch(
      /^No build or test .*\nIt is .*\napp\/go.mod:5 requires golang.org\/x\/text v0.3.0\n$/,
    );
  });

  it('takes directories against the working directory', () => {
    const inside = { ...place, cwd: join(place.cwd, 'app') };
    expect(explainImport(inside, '.', '../lib')).toMatchObject({
      from: 'example.com/app',
      to: 'example.com/lib',
    });
  });

  it('says what an unknown name may have meant', () => {
    expect(catchError(() => why('example.com/apq', 'example.com/lib'))).toMatchObject({
      ...{ code: 'unknown-name', exitCode: 2 },
      next: expect.stringContaining('example.com/app'),
    });
    expect(catchError(() => why('example.com/app', 'nothing-like-it'))).toMatchObject({ exitCode: 2 });
  });

  it('takes no name twice, and no module from elsewhere as a beginning', () => {
    expect(catchError(() => why('app', 'example.com/app'))).toMatchObject({ code: 'same-place' });
    expect(catchError(() => why('golang.org/x/net', 'app'))).toMatchObject({ code: 'not-of-the-workspace' });
  });
});
