import { isDeepStrictEqual } from 'node:util';
import type { Outcome } from '../support/oracle';
import type { Run } from './outcome';
import type { Expectation, PlainVerdict } from './row';

export type Verdict = PlainVerdict | 'prevented' | 'detected' | 'impossible';

/** Codes of findings about entries of a cache. */
const CACHE_FINDINGS = [
  'output-altered',
  'output-missing',
  'output-truncated',
  'output-unreadable',
  'action-id-mismatch',
  'content-id-mismatch',
  'build-id-unreadable',
  'entry-malformed',
  'entry-redirected',
  'entry-unreadable',
  'executable-not-runnable',
  'stdout-lost',
  'wrong-kind',
];

/** What a run is worth, held against plain Go with an empty cache. */
export function judgePlain({ outcome }: Run, oracle: Outcome): PlainVerdict {
  if (isDeepStrictEqual(outcome, oracle)) return 'right';
  return outcome.succeeded ? 'wrong in silence' : 'error';
}

/** What Goshawk made of a fault; for `impossible`, that it is still wrong. */
export function judge(run: Run, oracle: Outcome, expected: Expectation): Verdict {
  const plain = judgePlain(run, oracle);
  if (plain === 'wrong in silence') return expected.verdict === 'impossible' ? 'impossible' : plain;
  const words = [...CACHE_FINDINGS, ...(expected.verdict === 'detected' ? expected.by : [])];
  if (words.some((word) => run.output.includes(word))) return 'detected';
  return plain === 'right' ? 'prevented' : 'error';
}

/** Words of the output by which a fault was named. */
export function namedBy({ output }: Run, expected: Expectation): string[] {
  const words = expected.verdict === 'detected' ? expected.by : [];
  return [...new Set([...CACHE_FINDINGS, ...words])].filter((word) => output.includes(word)).sort();
}
