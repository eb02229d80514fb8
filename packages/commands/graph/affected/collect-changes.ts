import { lstatSync, readlinkSync, realpathSync } from 'node:fs';
import { join, posix } from 'node:path';
import { toWorkspacePath } from '../../../graph';
import { UsageError, type Env } from '../../../support';
import { findRange, type Range } from './commits';
import { Git } from './git';
import { pathsThroughLinks, type Link } from './links';
import { parseRawDiff, type RawChange } from './raw-diff';
import { readObjects } from './read-objects';
import type { RevisionEntry } from './revision-disk';

/** What changed between two commits, or since a commit. Paths are relative to the workspace root, with `/`. */
export interface Changes extends Range {
  /** Changed paths, as git names them, by all paths under which they can be read. */
  readonly paths: ReadonlyMap<string, string>;
  /** Where the base differs from the files as they are now. */
  readonly inBase: ReadonlyMap<string, RevisionEntry>;
  /** Likewise of the head; nothing where that is the files as they are now. */
  readonly inHead: ReadonlyMap<string, RevisionEntry>;
}

export interface ChangesRequest {
  readonly root: string;
  readonly env: Env;
  readonly base: string;
  readonly head: string | undefined;
}

/** Files whose text the graph may ask for. */
const READ = /(\.go|(^|\/)(go\.(mod|sum|work)|go\.work\.sum|modules\.txt|(project|package|nx)\.json))$/;
const DIFF = [
  ...['diff', '--raw', '-z', '--no-renames', '--no-abbrev'],
  ...['--no-ext-diff', '--no-relative', '--ignore-submodules=none'],
];

/**
 * Asks git what changed. Renamed files count under both names, files that git ignores not at all.
 *
 * @throws UsageError 'no-git-repository', 'unknown-reference'
 * @throws GoshawkError 'no-merge-base', 'git-failed'
 */
export async function collectChanges({ root, env, base, head }: ChangesRequest): Promise<Changes> {
  const git = await openRepository(root, env);
  const range = await findRange(git, base, head);
  const untracked = (await git.ask(['ls-files', '--others', '--exclude-standard', '-z']))
    .split('\0')
    .slice(0, -1);
  const sinceBase = await diff(git, [range.base]);
  const sinceHead = range.head === undefined ? [] : await diff(git, [range.head]);
  const between = range.head === undefined ? sinceBase : await diff(git, [range.base, range.head]);
  const texts = await readObjects(git, [...sinceBase, ...sinceHead].flatMap(objectToRead));
  const toPath = (path: string) => toWorkspacePath(root, join(git.directory, path));
  const entriesOf = (since: readonly RawChange[]): Map<string, RevisionEntry> => {
    const absent = untracked.map((path) => [toPath(path), { kind: 'absent' }] as const);
    return new Map<string, RevisionEntry>([
      ...absent,
      ...since.map((change) => [toPath(change.path), entryOf(change, texts)] as const),
    ]);
  };
  const inBase = entriesOf(sinceBase);
  const inHead = range.head === undefined ? new Map<string, RevisionEntry>() : entriesOf(sinceHead);
  const links = [
    ...(await linksNow(git, untracked)).map(({ path, goal }) => ({ path: toPath(path), goal: toPath(goal) })),
    ...[...inBase, ...inHead].flatMap(([path, entry]): Link[] =>
      entry.kind === 'link' ? [{ path, goal: posix.join(posix.dirname(path), entry.goal) }] : [],
    ),
  ];
  const changed = [...between.map(({ path }) => path), ...(range.head === undefined ? untracked : [])];
  return {
    ...range,
    paths: pathsThroughLinks(changed.map(toPath), links),
    inBase: throughLinks(inBase, links),
    inHead: throughLinks(inHead, links),
  };
}

async function openRepository(root: string, env: Env): Promise<Git> {
  const top = await new Git(root, env).tryAsk(['rev-parse', '--show-toplevel']);
  if (top !== undefined) return new Git(realpathSync(top.replace(/\r?\n$/, '')), env);
  throw new UsageError({
    code: 'no-git-repository',
    message: `${root} is in no git repository, and what changed is known from git alone.`,
    next: 'Run this in a clone; `goshawk graph` and `goshawk why` work without git.',
  });
}

async function diff(git: Git, commits: readonly string[]): Promise<RawChange[]> {
  return parseRawDiff(await git.ask([...DIFF, ...commits, '--']));
}

function objectToRead({ path, before }: RawChange): string[] {
  if (before === undefined || before.kind === 'repository') return [];
  return before.kind === 'link' || READ.test(path) ? [before.object] : [];
}

function entryOf({ before }: RawChange, texts: ReadonlyMap<string, string>): RevisionEntry {
  switch (before?.kind) {
    case undefined:
      return { kind: 'absent' };
    case 'repository':
      return { kind: 'repository' };
    case 'link':
      return { kind: 'link', goal: texts.get(before.object) ?? '' };
    case 'file':
      return { kind: 'file', text: texts.get(before.object) };
  }
}

/** Links of the worktree, relative to the repository; those that lead to an absolute path are none of its own. */
async function linksNow(git: Git, untracked: readonly string[]): Promise<Link[]> {
  const listed = (await git.ask(['ls-files', '--stage', '-z'])).split('\0');
  const tracked = listed.flatMap((entry) =>
    entry.startsWith('120000 ') ? entry.slice(entry.indexOf('\t') + 1) : [],
  );
  return [...tracked, ...untracked].flatMap((path): Link[] => {
    const goal = goalOf(join(git.directory, path));
    if (goal === undefined || posix.isAbsolute(goal)) return [];
    return [{ path, goal: posix.join(posix.dirname(path), goal) }];
  });
}

function goalOf(path: string): string | undefined {
  try {
    return lstatSync(path).isSymbolicLink() ? readlinkSync(path).replaceAll('\\', '/') : undefined;
  } catch {
    // Deleted since git recorded it.
    return undefined;
  }
}

function throughLinks(
  entries: ReadonlyMap<string, RevisionEntry>,
  links: readonly Link[],
): Map<string, RevisionEntry> {
  const all = new Map(entries);
  for (const [path, own] of pathsThroughLinks([...entries.keys()], links)) {
    const entry = entries.get(own);
    if (entry !== undefined && !all.has(path)) all.set(path, entry);
  }
  return all;
}
