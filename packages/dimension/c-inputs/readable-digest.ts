import { GoshawkError, systemErrorCode } from '../../support';
import type { CContext } from './types';

/** What stands for the content of a file that cannot be read. */
export const UNREADABLE = 'unreadable';

/** The digest of a file; a file that cannot be read has one as well: the compiler says what is wrong with it. */
export function readableDigest(path: string, { digests }: CContext): string {
  try {
    return digests.digest(path);
  } catch (error) {
    if (error instanceof GoshawkError || systemErrorCode(error) !== undefined) return UNREADABLE;
    throw error;
  }
}
