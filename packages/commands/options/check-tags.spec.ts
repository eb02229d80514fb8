import { prepareTask } from '../prepare-task';
import { RunMemo } from '../run-memo';
import { GoSpace } from '../test/testing/go-space';
import type { SharedOptions } from './go-options';

let space: GoSpace;

beforeAll(() => {
  space = new GoSpace();
  space.modules({ a: { 'a.go': 'package a\n' } });
});

afterAll(() => space.remove());

const prepare = (options: SharedOptions, env: Record<string, string> = {}) =>
  prepareTask(space.task('a', { goos: 'linux', goarch: 'arm64', ...options }, env), new RunMemo());

describe('checkTags', () => {
  it.each<[string, SharedOptions, Record<string, string>]>([
    ['the option tags', { tags: ['x', 'ignore'] }, {}],
    ['the option flags', { flags: ['-tags=ignore'] }, {}],
    ['GOFLAGS', {}, { GOFLAGS: '-tags=x,ignore' }],
    ['GOFLAGS of the env option', { env: { GOFLAGS: '-tags=ignore' } }, {}],
  ])('refuses the tag ignore of %s', async (_, options, env) => {
    await expect(prepare(options, env)).rejects.toMatchObject({
      code: 'reserved-tag',
      exitCode: 2,
      message:
        'a:go: the build tag ignore marks files that belong to no build, and would bring in files that no task hashes.',
      next: expect.stringContaining(
        'Take ignore out of the option tags, the flag -tags and GOFLAGS',
      ) as string,
    });
  });

  it.each(['windows', 'amd64', 'amd64.v3', 'cgo', 'go1.99', 'ios'])(
    'refuses the tag %s, which would hold against the platform',
    async (tag) => {
      await expect(prepare({ tags: tag, cgo: false })).rejects.toMatchObject({ code: 'reserved-tag' });
    },
  );

  it.each(['linux', 'unix', 'arm64', 'go1.21', 'netgo', 'goexperiment.x'])(
    'accepts the tag %s',
    async (tag) => {
      expect((await prepare({ tags: tag })).dimension.buildFlags.tags).toEqual([tag]);
    },
  );

  it('lets an empty option take back what GOFLAGS has', async () => {
    await expect(prepare({ flags: ['-tags='] }, { GOFLAGS: '-tags=ignore' })).resolves.toBeDefined();
  });
});
