import { CacheDirectory } from '../entries/cache-directory';
import { Quarantine } from '../quarantine/quarantine';
import { lookAtOutput } from '../inspect/output-look';
import { toFinding, type EntryFinding } from '../verify/entry-finding';
import { takeAway } from '../verify/take-away';
import { describeKey } from './describe-key';
import type { VerifyPanic } from './parse-verify-panic';

/** An entry that names another output than its action gives. */
export interface MismatchFinding extends EntryFinding {
  /** The package that is compiled, or whose part this is; undefined where the key says nothing of one. */
  readonly importPath: string | undefined;
  /** What the action ID is the hash of. */
  readonly key: string;
  readonly made: VerifyPanic['made'];
  readonly cached: VerifyPanic['cached'];
}

/**
 * Moves the entry that Go's verify mode stopped at into quarantine, where Go itself leaves it in use.
 *
 * @param stateDirectory absolute, on the file system of the cache
 */
export function takeMismatch(panic: VerifyPanic, gocache: string, stateDirectory: string): MismatchFinding {
  const { entry, key, made, cached } = panic;
  const cache = new CacheDirectory(gocache);
  const { importPath, part } = describeKey(key);
  const owner = importPath ?? (part === undefined ? undefined : packageOf(part.of, cache));
  const what = part === undefined ? 'the action' : `its part ${part.name} of action ${part.of}`;
  const evidence = `${what} gave the output ${made.output} of ${made.size} bytes, and the entry names ${cached.output} of ${cached.size} bytes`;
  const finding = toFinding({ code: 'entry-not-reproduced', evidence }, { entry, output: cached.output });
  const [taken = finding] = takeAway([finding], new Quarantine(cache, stateDirectory)).findings;
  const subject = owner === undefined ? finding.subject : `${finding.subject} of ${owner}`;
  return { ...taken, subject, importPath: owner, key, made, cached };
}

function packageOf(id: VerifyPanic['entry'], cache: CacheDirectory): string | undefined {
  const entry = cache.readAction(id);
  return typeof entry === 'object' && 'output' in entry ? lookAtOutput(cache, entry).importPath : undefined;
}
