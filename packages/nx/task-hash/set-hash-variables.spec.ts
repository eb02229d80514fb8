import type { ProjectConfiguration, TargetConfiguration } from '@nx/devkit';
import { makeDirectory, writeFiles } from '../../support/testing/make-directory';
import { readPluginOptions } from '../plugin-options';
import { digestsOf, hashVariableOf, settingsVariableIn, settingsVariableOf } from './hash-variable';
import { computeHashVariables } from './set-hash-variables';

const NAMES = ['a', 'b', 'c'];
const SETTINGS = settingsVariableOf('.', {});
type Inputs = NonNullable<TargetConfiguration['inputs']>;
const pluginOptions = readPluginOptions({ cacheRoot: makeDirectory() });

function makeWorkspace(): string {
  return makeDirectory({
    'go.work': 'go 1.21\n\nuse (\n\t./a\n\t./b\n\t./c\n)\n',
    ...Object.fromEntries(
      NAMES.flatMap((name) => [
        [`${name}/go.mod`, `module example.test/${name}\n\ngo 1.21\n`],
        [`${name}/${name}.go`, `package ${name}\n`],
      ]),
    ),
  });
}

/** Projects with a go-vet target each. */
function projectsWith(inputsOf: (name: string) => Inputs): Record<string, ProjectConfiguration> {
  return Object.fromEntries(
    NAMES.map((name) => {
      const target = { executor: 'goshawk:go-vet', cache: true, inputs: inputsOf(name) };
      return [name, { root: name, targets: { 'go-vet': target } }];
    }),
  );
}

const inferred = projectsWith((name) => [{ env: SETTINGS }, { env: hashVariableOf(name) }]);

async function compute(
  workspaceRoot: string,
  argv: readonly string[] = ['run-many', '-t', 'go-vet'],
  projects = inferred,
  env: NodeJS.ProcessEnv = {},
): Promise<Readonly<Record<string, string>>> {
  const base = { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', ...env };
  return (await computeHashVariables({ workspaceRoot, argv, projects, env: base, pluginOptions })).variables;
}

describe('computeHashVariables', () => {
  it('has one variable for projects with equal options, whichever of them are asked for', async () => {
    const root = makeWorkspace();
    const all = await compute(root);
    expect(Object.keys(all)).toEqual([SETTINGS]);
    expect(digestsOf(all[SETTINGS] ?? '', '')).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    for (const name of NAMES) expect(await compute(root, ['run', `${name}:go-vet`])).toEqual(all);
  });

  it('gives a project a variable of its own while something is special about it, and leaves the others alone', async () => {
    const root = makeWorkspace();
    const before = await compute(root);
    writeFiles(root, { 'b/.env': 'GOFLAGS=-trimpath\n' });
    const special = await compute(root);
    expect(special).toEqual({ ...before, GOSHAWK_INPUTS_B: expect.stringMatching(/^b:go-vet=/) as string });
    expect(await compute(root, ['run', 'b:go-vet'])).toEqual(special);
    expect(await compute(root, ['run', 'a:go-vet'])).toEqual(before);
  });

  it('changes what is common when a setting changes for all', async () => {
    const root = makeWorkspace();
    const [before, after] = [
      await compute(root),
      await compute(root, undefined, undefined, { GOFLAGS: '-trimpath' }),
    ];
    expect(Object.keys(after)).toEqual([SETTINGS]);
    expect(after).not.toEqual(before);
  });

  it('keeps what is common where one project is broken, which gets a value that no hash had', async () => {
    const root = makeWorkspace();
    const before = await compute(root);
    const projects = { broken: { ...inferred.a, root: 'missing' }, ...inferred };
    const [one, other] = [await compute(root, undefined, projects), await compute(root, undefined, projects)];
    expect(one[SETTINGS]).toBe(before[SETTINGS]);
    expect(Object.keys(one).sort()).toEqual(['GOSHAWK_INPUTS_BROKEN', SETTINGS]);
    expect(other.GOSHAWK_INPUTS_BROKEN).not.toBe(one.GOSHAWK_INPUTS_BROKEN);
  });

  it('has digests with and without the options of the command line', async () => {
    const root = makeWorkspace();
    const value = (await compute(root, ['run', 'a:go-vet', '--tags=x']))[SETTINGS] ?? '';
    const [plain] = digestsOf((await compute(root))[SETTINGS] ?? '', '');
    expect(digestsOf(value, '')).toHaveLength(2);
    expect(digestsOf(value, '')).toContain(plain);
  });

  it('has a digest that no hash had for tasks that change files, and leaves other tasks alone', async () => {
    const root = makeWorkspace();
    const settings = settingsVariableOf('.', { executor: 'goshawk:go-fmt' });
    const projects = Object.fromEntries(
      NAMES.map((name) => {
        const inputs = [{ env: settings }, { env: hashVariableOf(name) }];
        const fmt = { executor: 'goshawk:go-fmt', cache: true, inputs };
        return [name, { root: name, targets: { 'go-fmt': fmt, ...inferred[name]?.targets } }];
      }),
    );
    const ask = (...options: string[]) => compute(root, ['run-many', '-t', 'go-fmt', ...options], projects);
    const [checks, one, other] = [await ask(), await ask('--fix'), await ask('--fix=true')];
    for (const variables of [checks, one, other])
      expect(Object.keys(variables).sort()).toEqual([SETTINGS, settings].sort());
    expect(digestsOf(checks[settings] ?? '', '')).toEqual([expect.stringMatching(/^[0-9a-f]{16}$/)]);
    expect(one[settings]).toContain('fix-');
    expect(other[settings]).toContain('fix-');
    expect(other[settings]).not.toBe(one[settings]);
    for (const variables of [one, other]) expect(variables[SETTINGS]).toBe(checks[SETTINGS]);
  });

  it('gives each project all of it where inputs were written without the common variable', async () => {
    const root = makeWorkspace();
    const [common] = Object.values(await compute(root));
    const written = projectsWith((name) => [{ env: hashVariableOf(name) }]);
    const variables = await compute(root, undefined, written);
    expect(variables).toEqual(
      Object.fromEntries(
        NAMES.map((name) => [hashVariableOf(name), `${name}:go-vet=${common?.slice(1) ?? ''}`]),
      ),
    );
  });

  it('takes back what the hook of an outer command had set', async () => {
    const root = makeWorkspace();
    const variables = await compute(root, undefined, undefined, { GOSHAWK_INPUTS_A: 'a:go-vet=0' });
    expect(variables).toEqual({ ...(await compute(root)), GOSHAWK_INPUTS_A: '' });
  });
});

describe('settingsVariableOf', () => {
  it('differs by options that decide a build, by configurations and by directory, and by nothing else', () => {
    const base = settingsVariableOf('.', { options: { tags: 'x', outputPath: 'dist/a' } });
    expect(settingsVariableOf('.', { options: { outputPath: 'dist/b', tags: 'x' } })).toBe(base);
    const others = [
      settingsVariableOf('.', { options: { tags: 'y' } }),
      settingsVariableOf('lib', { options: { tags: 'x' } }),
      settingsVariableOf('.', { options: { tags: 'x' }, configurations: { debug: {} } }),
      settingsVariableOf('.', { options: { tags: 'x' }, configurations: { debug: { race: true } } }),
    ];
    expect(new Set([base, ...others]).size).toBe(5);
  });

  it('is found again among inputs', () => {
    expect(settingsVariableIn(['x', { env: 'HOME' }, { env: SETTINGS }])).toBe(SETTINGS);
    expect(settingsVariableIn([{ env: 'GOSHAWK_INPUTS_A' }])).toBeUndefined();
  });
});
