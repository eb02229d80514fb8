import { groupKey, prepareTask } from './prepare-task';
import { RunMemo } from './run-memo';
import { GoSpace } from './test/testing/go-space';

let space: GoSpace;

beforeAll(() => {
  space = new GoSpace();
  space.modules({ a: { 'a.go': 'package a\n' }, b: { 'b.go': 'package b\n' } });
});

afterAll(() => space.remove());

/** Whether one go command serves two tasks. */
async function share(one: Settings, other: Settings): Promise<boolean> {
  const memo = new RunMemo();
  const [first, second] = await Promise.all(
    [one, other].map(async ({ option = {}, env = {} }, index) =>
      groupKey(await prepareTask(space.task(index === 0 ? 'a' : 'b', { env: option }, env), memo)),
    ),
  );
  return first === second;
}

interface Settings {
  readonly option?: Readonly<Record<string, string>>;
  readonly env?: Readonly<Record<string, string>>;
}

describe('groupKey', () => {
  it.each([
    'NX_TASK_HASH',
    'NX_TASK_TARGET_PROJECT',
    'LERNA_PACKAGE_NAME',
    'GOSHAWK_INPUTS_A',
    'FORCE_COLOR',
  ])('lets tasks share a command that differ by %s of Nx', async (name) => {
    expect(await share({ env: { [name]: '1' } }, { env: { [name]: '2' } })).toBe(true);
  });

  it.each(['NX_API_URL', 'NX_PUBLIC_FLAG', 'NX_TASK_COUNT', 'LERNA_TOKEN', 'FEATURE'])(
    'keeps tasks apart that differ by %s of the user',
    async (name) => {
      expect(await share({ env: { [name]: '1' } }, { env: { [name]: '2' } })).toBe(false);
      expect(await share({ env: { [name]: '1' } }, { env: { [name]: '1' } })).toBe(true);
    },
  );

  it("takes a variable of the env option for the user's, whatever it is called", async () => {
    const [one, two] = ['0', '1'].map((value) => ({ option: { FORCE_COLOR: value } }));
    expect(await share(one ?? {}, two ?? {})).toBe(false);
  });

  it('tells an empty variable from an unset one', async () => {
    expect(await share({ env: { FEATURE: '' } }, {})).toBe(false);
  });
});
