import { randomInt } from 'node:crypto';
import { join } from 'node:path';
import { readJsonFile, sha256, writeFileAtomic } from '../../support';
import { compareGoVersions, type Action, type ActionGraph } from '../../toolchain';
import { runGoCommand } from '../go-command';
import { attributeText } from '../vet/attribute-text';
import { bareName } from './arguments/test-arguments';
import type { GroupRun } from './group-run';
import type { GroupSetup } from './group-setup';
import { closeUnbuilt } from './results/package-result';

/** What vet checks as part of `go test` (cmd/go/internal/test/test.go: defaultVetFlags). */
const DEFAULT_CHECKS =
  'atomic bool buildtags directive errorsas ifaceassert nilfunc printf slog stringintconv tests'.split(' ');

/** Action IDs kept a package: contents that vet was seen to pass. */
const KEPT = 12;

/** Action IDs of packages that vet has checked, by import path. */
type Checked = Record<string, readonly string[]>;

/**
 * Go 1.26 keeps what vet found under a key that does not say whether the package was checked or only read as a dependency
 * (cmd/go/internal/work/exec.go: vet). A package that another's test read first passes without a check. So a check that took
 * its result from the cache counts only where one is known to have run; others are made again.
 */
export async function proveVet(setup: GroupSetup, run: GroupRun): Promise<void> {
  const { dimension } = setup.task;
  const checks = checksOf(setup);
  if (
    compareGoVersions(dimension.goEnv.GOVERSION, '1.26') < 0 ||
    checks === 'off' ||
    run.stoppedBy !== undefined
  )
    return;
  const file = join(dimension.directory, `vetted-${sha256(...checks).slice(0, 12)}.json`);
  const known = readJsonFile(file, isChecked) ?? {};
  const proven: Checked = {};
  const doubted = new Map<string, string>();
  for (const { importPath, id, ran } of run.graphs.flatMap(vetActions)) {
    const result = run.results.get(ownerOf(importPath, run));
    if (result === undefined || result.verdict === 'fail' || known[importPath]?.includes(id) === true)
      continue;
    if (ran) proven[importPath] = [id];
    else doubted.set(importPath, id);
  }
  const open = [...doubted].filter(([importPath]) => proven[importPath] === undefined);
  const names = [...new Set(open.map(([importPath]) => ownerOf(importPath, run)))];
  const failed = names.length === 0 ? new Map<string, string>() : await check(names, checks, setup, run);
  for (const [importPath, text] of failed) fail(importPath, text, run);
  for (const [importPath, id] of open) if (!failed.has(ownerOf(importPath, run))) proven[importPath] = [id];
  if (Object.keys(proven).length > 0)
    writeFileAtomic(file, JSON.stringify(merged(readJsonFile(file, isChecked) ?? {}, proven)));
}

/** The package that a check belongs to: that of external tests has a name of its own. */
function ownerOf(importPath: string, { results }: GroupRun): string {
  return results.has(importPath) ? importPath : importPath.replace(/_test$/, '');
}

/** Runs vet under a key that nobody used: context lines below zero are all none. Returns what it finds, by import path. */
async function check(
  names: readonly string[],
  checks: readonly string[],
  { task, prepared }: GroupSetup,
  run: GroupRun,
): Promise<Map<string, string>> {
  const flags = task.flags.filter((flag) =>
    /^--?(tags|race|msan|asan|mod|modfile|trimpath|buildvcs)(=|$)/.test(flag),
  );
  const own = [`-c=-${randomInt(2, 2 ** 31)}`, ...checks.map((name) => `-${name}`)];
  const result = await runGoCommand(
    prepared,
    ['vet', ...own, ...flags, ...prepared.flags, ...names],
    () => undefined,
  );
  run.stoppedBy ??= result.stoppedBy;
  const found = new Map<string, string>();
  if (result.exitCode === 0) return found;
  for (const text of [result.stdout, result.stderr]) {
    for (const block of attributeText(text, task.cwd, task.dimension.listing)) {
      // What no package can be blamed for is everybody's.
      for (const importPath of block.importPath === undefined ? names : [block.importPath])
        found.set(importPath, (found.get(importPath) ?? '') + block.text);
    }
  }
  return found;
}

function fail(importPath: string, text: string, run: GroupRun): void {
  const result = run.results.get(importPath);
  if (result === undefined) return;
  closeUnbuilt(result, `FAIL\t${importPath} [build failed]\n`, importPath);
  run.builds.set(importPath, `# ${importPath}\n${text}`);
}

/** Checks of packages themselves, with the action ID of what was checked. */
function vetActions(graph: ActionGraph): { importPath: string; id: string; ran: boolean }[] {
  const byId = new Map(graph.map((action) => [action.ID, action]));
  const isCheck = ({ Mode, VetxOnly }: Action) => Mode === 'vet' && VetxOnly !== true;
  return graph.filter(isCheck).flatMap(({ Package: importPath, Deps, Cmd }) => {
    const id = byId.get(Deps?.[0] ?? -1)?.ActionID;
    return id === undefined ? [] : [{ importPath, id, ran: (Cmd ?? []).length > 0 }];
  });
}

/** The checks of -vet; none named means all of them. */
function checksOf({ flags }: GroupSetup): readonly string[] | 'off' {
  const value = flags.findLast((flag) => bareName(flag) === 'vet')?.value ?? '';
  if (value === 'off') return 'off';
  if (value === 'all') return [];
  return value === '' ? DEFAULT_CHECKS : value.split(',');
}

function merged(known: Checked, more: Checked): Checked {
  const all = { ...known };
  for (const [importPath, ids] of Object.entries(more))
    all[importPath] = [...new Set([...ids, ...(known[importPath] ?? [])])].slice(0, KEPT);
  return all;
}

function isChecked(value: unknown): value is Checked {
  return (
    typeof value === 'object' && value !== null && Object.values(value).every((ids) => Array.isArray(ids))
  );
}
