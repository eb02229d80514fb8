import { writeFileAtomic } from '../../../support';

/** Writes a memo. Where that fails (a full or read-only disk) the next call does the work again, and this one goes on. */
export function saveMemoFile(file: string, memo: unknown): void {
  try {
    writeFileAtomic(file, JSON.stringify(memo));
  } catch {
    // Only a memo: see above.
  }
}
