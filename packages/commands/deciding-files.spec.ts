import { join } from 'node:path';
import { makeDirectory, writeFiles } from '../support/testing/make-directory';
import { makeModuleProxy } from '../toolchain/testing/module-proxy';
import { askGoItself, goEnvironment } from '../toolchain/testing/go-environment';
import { GoSpace } from './test/testing/go-space';
import type { SharedOptions } from './options/go-options';
import { prepareTask } from './prepare-task';
import { RunMemo } from './run-memo';
import { digestTaskInputs } from './task-inputs';

const ENV = goEnvironment({ CGO_ENABLED: '0' });

const spaces: GoSpace[] = [];

afterAll(() => {
  for (const space of spaces) space.remove();
});

interface Circumstances {
  readonly env?: Readonly<Record<string, string>>;
  readonly options?: SharedOptions;
  readonly project?: string;
}

/** A workspace and the digest of a task there, as a fresh process would compute it. */
function setUp(files: Readonly<Record<string, string>>, given: Circumstances = {}) {
  const space = new GoSpace({}, makeDirectory());
  spaces.push(space);
  space.write(files);
  const digest = async ({ env, options, project = 'app' }: Circumstances = given) => {
    const task = space.task<SharedOptions>(project, options ?? {}, { ...ENV, ...env });
    return digestTaskInputs(await prepareTask(task, new RunMemo()), 'go-build');
  };
  return { space, digest, outside: join(space.root, 'outside') };
}

/** The digest follows the version that `write` writes, and comes back with it. */
async function expectVersionCounts(
  digest: Parameters<typeof expectCounts>[0],
  write: (version: string) => void,
): Promise<void> {
  write('1.21');
  await expectCounts(
    digest,
    () => {
      write('1.20');
    },
    () => {
      write('1.21');
    },
  );
}

/** Expects another digest after a change, and the old one after it was taken back. */
async function expectCounts(digest: () => Promise<string>, change: () => void, back: () => void) {
  const before = await digest();
  change();
  expect(await digest()).not.toBe(before);
  back();
  expect(await digest()).toBe(before);
}

const APP = {
  'app/go.mod': 'module ex/app\n\ngo 1.21\n',
  'app/main.go': 'package main\n\nfunc main() {}\n',
};

describe('files in the digest of a task', () => {
  it('counts the go.mod of a used module that it does not import, since that decides versions', async () => {
    const proxies = ['v1.0.0', 'v1.1.0'].map((version) =>
      makeModuleProxy('example.test/y', version, {
        'go.mod': 'module example.test/y\n',
        'y.go': `package y\n\nconst Version = "${version}"\n`,
      }),
    );
    const env = {
      GOPROXY: proxies.join(','),
      GONOSUMDB: '*',
      GOSUMDB: 'off',
      GOMODCACHE: makeDirectory(),
      GOFLAGS: '-modcacherw',
    };
    const requiring = (module: string, version: string) =>
      `module ${module}\n\ngo 1.21\n\nrequire example.test/y ${version}\n`;
    const other = (version: string) => ({ 'libs/other/go.mod': requiring('ex/other', version) });
    const { space, digest } = setUp(
      {
        'go.work': 'go 1.21\n\nuse (\n\t./app\n\t./libs/other\n)\n',
        'app/go.mod': requiring('ex/app', 'v1.0.0'),
        'app/main.go': 'package main\n\nimport "example.test/y"\n\nfunc main() { println(y.Version) }\n',
        'libs/other/other.go': 'package other\n',
        ...other('v1.0.0'),
      },
      { env },
    );
    const chosen = () =>
      askGoItself(['list', '-m', 'example.test/y'], join(space.workspace, 'app'), { ...ENV, ...env }).trim();
    expect(chosen()).toBe('example.test/y v1.0.0');
    const before = await digest();
    space.write(other('v1.1.0'));
    expect(chosen()).toBe('example.test/y v1.1.0');
    expect(await digest()).not.toBe(before);
  });

  it('counts a used module outside of the workspace', async () => {
    const { digest, outside } = setUp({ ...APP, 'go.work': 'go 1.21\n\nuse (\n\t./app\n\t../outside\n)\n' });
    const write = (version: string) => {
      writeFiles(outside, { 'go.mod': `module ex/outside\n\ngo ${version}\n`, 'o.go': 'package outside\n' });
    };
    await expectVersionCounts(digest, write);
  });

  it('counts the go.mod of a module that replaces another', async () => {
    const { digest, outside } = setUp({
      ...APP,
      'app/go.mod': `${APP['app/go.mod']}\nrequire ex/outside v0.0.0\n\nreplace ex/outside => ../../outside\n`,
      'app/main.go': 'package main\n\nimport _ "ex/outside/sub"\n\nfunc main() {}\n',
    });
    const write = (version: string) => {
      writeFiles(outside, { 'go.mod': `module ex/outside\n\ngo ${version}\n`, 'sub/o.go': 'package sub\n' });
    };
    await expectVersionCounts(digest, write);
  });

  it('counts a go.work in another place', async () => {
    const work = (godebug: string) => ({ 'ci/go.work': `go 1.21\n\nuse ../app\n${godebug}` });
    const { space, digest } = setUp({ ...APP, ...work('') });
    const env = { GOWORK: join(space.workspace, 'ci', 'go.work') };
    await expectCounts(
      () => digest({ env }),
      () => {
        space.write(work('\n// another\n'));
      },
      () => {
        space.write(work(''));
      },
    );
  });

  it('is the same for a workspace in another place', async () => {
    const files = { ...APP, 'go.work': 'go 1.21\n\nuse (\n\t./app\n\t../outside\n)\n' };
    const [one, other] = [setUp(files), setUp(files)];
    for (const { outside } of [one, other])
      writeFiles(outside, { 'go.mod': 'module ex/outside\n\ngo 1.21\n', 'o.go': 'package outside\n' });
    expect(await one.digest()).toBe(await other.digest());
  });

  it('is the same whichever project of a go.work was asked for first', async () => {
    const { space } = setUp({
      ...APP,
      'go.work': 'go 1.21\n\nuse (\n\t./app\n\t../outside\n)\n',
      '../outside/go.mod': 'module ex/outside\n\ngo 1.21\n',
      '../outside/o.go': 'package outside\n',
    });
    // No go.work lies above the module outside.
    const env = { ...ENV, GOWORK: join(space.workspace, 'go.work') };
    const ofApp = async (projects: readonly string[]) => {
      const memo = new RunMemo();
      const digests = new Map<string, string>();
      for (const project of projects) {
        const task = space.task<SharedOptions>(project, {}, env);
        digests.set(project, await digestTaskInputs(await prepareTask(task, memo), 'go-build'));
      }
      return digests.get('app');
    };
    expect(await ofApp(['app', '../outside'])).toBe(await ofApp(['../outside', 'app']));
  });

  it.each([
    ['-overlay', 'overlay.json', '{"Replace":{}}', '{ "Replace": {} }'],
    ['-pgo', 'app.pprof', '', 'samples'],
    ['-modfile', 'other.mod', APP['app/go.mod'], 'module ex/app\n\ngo 1.20\n'],
    ['-vettool', 'tool', 'one', 'two'],
  ])('counts the file that %s names, in options and in GOFLAGS', async (flag, name, before, after) => {
    const { space, digest } = setUp({ ...APP, [name]: before });
    const value = `${flag}=${join('..', name)}`;
    const isVet = flag === '-vettool';
    for (const given of [
      { options: { flags: isVet ? [flag, join('..', name)] : [value] } },
      { env: { GOFLAGS: value } },
    ])
      await expectCounts(
        () => digest(given),
        () => {
          space.write({ [name]: after });
        },
        () => {
          space.write({ [name]: before });
        },
      );
  });

  it('counts the files that an overlay puts in place of others, and the sums beside a -modfile', async () => {
    const files = {
      'overlay.json': '{"Replace":{"main.go":"../other.txt"}}',
      'other.txt': 'package main\n\nfunc main() { println(1) }\n',
      'my.mod': APP['app/go.mod'],
      'my.sum': '',
    };
    const { space, digest } = setUp({ ...APP, ...files });
    const flags = ['-overlay=../overlay.json', '-modfile=../my.mod'];
    for (const name of ['other.txt', 'my.sum'] as const)
      await expectCounts(
        () => digest({ options: { flags } }),
        () => {
          space.write({ [name]: `${files[name]}\n` });
        },
        () => {
          space.write({ [name]: files[name] });
        },
      );
  });

  it.each(['static/deep/a.txt', 'testdata/a.txt'])(
    'counts %s that a package outside of the workspace embeds',
    async (path) => {
      const { digest, outside } = setUp({
        ...APP,
        'go.work': 'go 1.21\n\nuse (\n\t./app\n\t../outside\n)\n',
        'app/main.go': 'package main\n\nimport _ "ex/outside"\n\nfunc main() {}\n',
      });
      const write = (text: string) => {
        writeFiles(outside, {
          'go.mod': 'module ex/outside\n\ngo 1.21\n',
          'o.go': `package outside\n\nimport "embed"\n\n//go:embed ${path.split('/')[0]}\nvar Files embed.FS\n`,
          [path]: text,
        });
      };
      write('one');
      await expectCounts(
        digest,
        () => {
          write('two');
        },
        () => {
          write('one');
        },
      );
      const before = await digest();
      writeFiles(outside, { [path.replace('a.txt', 'new/b.txt')]: 'new' });
      expect(await digest()).not.toBe(before);
    },
  );
});
