import { CachePlace } from './faults/cache-place';
import { forge, harming, withRightContentId } from './faults/damages';
import { expectExit } from './support/expect-exit';
import { goModule, goWork, printing } from './support/go-files';
import { programPath } from './support/host';
import { useWorkspaces } from './support/use-workspaces';
import type { Workspace } from './support/workspace';

const workspace = useWorkspaces();
const target = 'app:go-build';
const words = 'example.test/app/words';

/** What the documents have of an entry. */
interface Listed {
  readonly actionId: string;
  readonly outputId: string;
  readonly buildId: string;
  readonly kind: string;
  readonly package: string;
}

it('goshawk cache list, inspect and gocacheverify tell of the cache of a target what the go command tells', async () => {
  const space = await workspace(
    {
      ...goWork('apps/app'),
      ...goModule('apps/app', {
        'main.go': printing('words.Word()', `import "${words}"`),
        'words/words.go': 'package words\n\n//go:noinline\nfunc Word() string { return "right-word" }\n',
      }),
    },
    { cacheRoot: 'own' },
  );
  expectExit(await space.nx(['run', target]), 0);
  const entry = await expectListed(space);
  await expectInspected(space, entry);
  await expectConfirmed(space);
  await expectForgeryFound(space, entry);
});

async function expectListed(space: Workspace): Promise<Listed> {
  const list = ['cache', 'list', '--kind', 'archive', '--sort', 'package'];
  const document = await readDocument<{ total: number; entries: Listed[] }>(space, list);
  expect(document.entries).toHaveLength(document.total);
  expect(new Set(document.entries.map(({ kind }) => kind))).toEqual(new Set(['archive']));
  const [entry, ...others] = document.entries.filter((one) => one.package === words);
  if (entry === undefined) throw new Error(`${words} is not listed`);
  expect(others).toEqual([]);
  const format = ['list', '-export', '-f', '{{.BuildID}}', './words'];
  // As the target builds it: without stamps of version control.
  const go = await space.goshawk(['exec', 'go', ...format], { directory: 'apps/app' });
  expect(go.stdout.trim()).toBe(entry.buildId);
  const table = await space.goshawk(list);
  expectExit(table, 0);
  const [headers, ...lines] = table.stdout.split('\n');
  expect(headers).toMatch(/^BUILD ID +/);
  const [line, ...more] = lines.filter((one) => one.trimEnd().endsWith(words));
  expect(more).toEqual([]);
  expect(line).toContain(entry.actionId.slice(0, 8));
  return entry;
}

async function expectInspected(space: Workspace, { actionId, outputId }: Listed): Promise<void> {
  const inspect = ['cache', 'inspect', words];
  expect(await readDocument(space, inspect)).toMatchObject({
    subject: words,
    entries: [{ actionId, outputId, package: words, importedBy: [{ package: 'main' }], usedBy: [target] }],
  });
  expect(await readDocument(space, ['cache', 'inspect', actionId.slice(0, 12)])).toMatchObject({
    entries: [{ actionId }],
  });
  const table = await space.goshawk(inspect);
  expectExit(table, 0);
  expect(table.stdout).toContain(actionId);
  expect(table.stdout).toMatch(/\nimported by +main /);
  expectExit(await space.goshawk(['cache', 'inspect', 'example.test/nowhere']), 2);
}

async function expectConfirmed(space: Workspace): Promise<void> {
  const verify = await space.goshawk(['cache', 'gocacheverify', target]);
  expectExit(verify, 0);
  expect(verify.stderr).toMatch(/^Go compiles \d+ packages again, /);
  expect(verify.stdout).toMatch(/: what Go compiled is what the cache has \(1 go command, /);
}

/** What no check of bytes can find: Go itself has to compile it again. */
async function expectForgeryFound(space: Workspace, { actionId }: Listed): Promise<void> {
  const harm = forge('right-word', 'wrong-word', withRightContentId);
  harming({ kind: 'package', text: 'right-word' }, harm)(new CachePlace(space.cacheRoot));
  expectExit(await space.goshawk(['cache', 'verify']), 0);
  const document = await readDocument(space, ['cache', 'gocacheverify', target], 3);
  expect(document).toMatchObject({
    result: 'confirmed',
    rounds: [{ exitCode: 2 }, { exitCode: 0 }],
    findings: [{ code: 'entry-not-reproduced', entry: actionId }],
  });
  space.remove('dist');
  expectExit(await space.nx(['run', target, '--skip-nx-cache']), 0);
  expect(await space.print(programPath('apps/app', 'app'))).toBe('right-word');
  expectExit(await space.goshawk(['cache', 'gocacheverify', target]), 0);
}

/** The one JSON document of a verb. */
async function readDocument<T>(space: Workspace, args: readonly string[], exitCode: 0 | 3 = 0): Promise<T> {
  const run = await space.goshawk([...args, '--json']);
  expectExit(run, exitCode);
  const document = JSON.parse(run.stdout) as { readonly schemaVersion: number };
  expect(document.schemaVersion).toBe(1);
  return document as T;
}
