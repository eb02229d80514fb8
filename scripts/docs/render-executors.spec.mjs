import { describeType, renderExecutors, sharedOptions } from './render-executors.mjs';

const text = (description) => ({ type: 'string', description });
const executorOf = (name, properties) => ({ name, description: `Does ${name}.`, schema: { properties } });
const build = executorOf('go-build', {
  goos: text('System.'),
  mod: text('Mode.'),
  packages: text('To build.'),
});
const vet = executorOf('go-vet', { goos: text('System.'), packages: text('To vet.') });

describe('sharedOptions', () => {
  it('takes options that all executors have in the same words', () => {
    expect([...sharedOptions([build, vet]).keys()]).toEqual(['goos']);
  });
});

it('tells of an executor that compiles nothing which of the shared options it has', () => {
  const race = { race: text('Races.') };
  const compiling = executorOf('go-build', { ...race, goos: text('System.'), tags: text('Tags.') });
  const page = renderExecutors([
    compiling,
    executorOf('go-fmt', { goos: text('System.'), fix: text('Fix.') }),
  ]);
  expect(page).toContain('it has `goos`.');
  expect(page).toContain('| `tags` | string | Tags. |');
});

describe('renderExecutors', () => {
  it('lists an option once where it is shared, else with each executor that has it', () => {
    const page = renderExecutors([build, vet]);
    expect(page.split('`goos` | string').length - 1).toBe(1);
    expect(page).toContain('| `packages` | string | To build. |');
    expect(page).toContain('| `packages` | string | To vet. |');
  });

  it('keeps a bar in a description from ending its cell', () => {
    expect(renderExecutors([executorOf('go-run', { args: text('a|b') }), vet])).toContain('a\\|b');
  });
});

describe('describeType', () => {
  it.each([
    [
      { oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }] },
      'string or list of strings',
    ],
    [{ type: 'string', enum: ['readonly', 'mod'] }, '`readonly`, `mod`'],
    [{ type: 'boolean' }, 'boolean'],
  ])('%j is %s', (property, described) => {
    expect(describeType(property)).toBe(described);
  });
});
