import { GoshawkError, UsageError } from '../../../support';
import type { Git } from './git';

/** The commits between which something is affected. */
export interface Range {
  /** Where the two histories part. */
  readonly base: string;
  /** Undefined for the files as they are now, whether or not they are committed. */
  readonly head: string | undefined;
}

/**
 * The commits that references mean.
 *
 * @throws UsageError 'unknown-reference'
 * @throws GoshawkError 'no-merge-base'
 */
export async function findRange(git: Git, base: string, head: string | undefined): Promise<Range> {
  const [from, to] = [await commitOf(git, base), await commitOf(git, head ?? 'HEAD')];
  const parting = await git.tryAsk(['merge-base', from, to]);
  if (parting === undefined) {
    throw new GoshawkError({
      code: 'no-merge-base',
      message: `${base} and ${head ?? 'HEAD'} have no commit in common in this clone.`,
      next: 'Fetch more of their history (`git fetch --unshallow`), or name a base that is part of it.',
    });
  }
  return { base: parting.trim(), head: head === undefined ? undefined : to };
}

async function commitOf(git: Git, reference: string): Promise<string> {
  const found = await git.tryAsk([
    'rev-parse',
    '--verify',
    '--quiet',
    '--end-of-options',
    `${reference}^{commit}`,
  ]);
  if (found !== undefined) return found.trim();
  throw new UsageError({
    code: 'unknown-reference',
    message: `${reference} is no commit, branch or tag of this clone.`,
    next: 'Check its name, and whether it was fetched.',
  });
}
