import {
  formatBytes,
  harmfulFindings,
  renderVerification,
  verifyCaches,
  type VerifyRequest,
} from '../commands';
import { EXIT_FINDINGS, graphPlaceOf, invalidOption, type PlaceOptions } from './context';

export interface CacheVerifyOptions extends PlaceOptions {
  readonly dimension?: string;
  readonly gocache?: string;
  readonly quick?: boolean;
  readonly full?: boolean;
  readonly forensic?: boolean;
  readonly subset?: string;
  readonly maxDuration?: string;
  readonly repair?: boolean;
  readonly repairedOk?: boolean;
  readonly json?: boolean;
}

/** Milliseconds between two lines of progress. */
const PROGRESS_PAUSE = 200;

/** `goshawk cache verify`: 3 where something is wrong that Go would use or fail over. */
export function verifyCacheOf(options: CacheVerifyOptions): number {
  const { cwd, cacheRoot } = graphPlaceOf(options);
  const { dimension, gocache, json = false, repair = false } = options;
  const document = verifyCaches({
    ...{ cwd, cacheRoot, dimension, gocache },
    ...extentOf(options),
    duration: durationOf(options.maxDuration),
    repair: repair ? 'quarantine' : 'nothing',
    ...(process.stderr.isTTY && { onProgress: showProgress() }),
  });
  if (process.stderr.isTTY) process.stderr.write('\r\x1b[K');
  process.stdout.write(json ? `${JSON.stringify(document, undefined, 2)}\n` : renderVerification(document));
  const isWrong = harmfulFindings(document).length > 0;
  return isWrong && !(repair && options.repairedOk === true) ? EXIT_FINDINGS : 0;
}

/** @throws UsageError 'invalid-option' */
function extentOf(options: CacheVerifyOptions): Pick<VerifyRequest, 'scopes' | 'depth' | 'trust'> {
  const named = ['quick', 'full', 'forensic', 'subset'].filter(
    (name) => options[name as keyof CacheVerifyOptions] !== undefined,
  );
  if (named.length > 1)
    throw invalidOption(named.map((name) => `--${name}`).join(' and '), 'Give one of them.');
  if (options.quick === true) return { scopes: [{ of: 'new' }], depth: 'digest', trust: 'states' };
  if (options.forensic === true) return { scopes: [{ of: 'all' }], depth: 'content', trust: 'nothing' };
  if (options.subset === undefined) return { scopes: [{ of: 'all' }], depth: 'digest', trust: 'nothing' };
  const [, number = 0, parts = 0] = (/^(\d+)\/(\d+)$/.exec(options.subset) ?? []).map(Number);
  if (number < 1 || number > parts) {
    throw invalidOption(`--subset=${options.subset}`, 'Give a part and their number, such as 2/7.');
  }
  return { scopes: [{ of: 'part', number, parts }], depth: 'digest', trust: 'nothing' };
}

const UNITS: Readonly<Record<string, number>> = { ms: 1, s: 1000, m: 60_000, h: 3_600_000 };

function durationOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const [, number = '', unit = ''] = /^(\d+(?:\.\d+)?)(ms|s|m|h)$/.exec(text) ?? [];
  const milliseconds = Number(number) * (UNITS[unit] ?? Number.NaN);
  if (number === '' || Number.isNaN(milliseconds)) {
    throw invalidOption(`--max-duration=${text}`, 'Give a number with its unit, such as 30s or 5m.');
  }
  return milliseconds;
}

function showProgress(): NonNullable<VerifyRequest['onProgress']> {
  const started = Date.now();
  let shown = 0;
  return (cache, { entries, bytes }) => {
    const now = Date.now();
    if (now - shown < PROGRESS_PAUSE) return;
    shown = now;
    const rate = formatBytes((bytes / Math.max(1, now - started)) * 1000);
    process.stderr.write(`\r\x1b[K${cache}: ${entries} entries, ${formatBytes(bytes)}, ${rate}/s`);
  };
}
