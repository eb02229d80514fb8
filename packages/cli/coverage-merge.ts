import { checkThreshold, mergeProfileFiles, renderMerged } from '../commands';

export interface CoverageMergeOptions {
  readonly output: string;
  readonly threshold?: string;
  readonly json?: boolean;
}

/** `goshawk coverage merge <profiles…> -o <file>`: one profile from those of many tasks. */
export function mergeCoverage(profiles: readonly string[], options: CoverageMergeOptions): number {
  const { output, threshold, json } = options;
  const document = mergeProfileFiles({
    ...{ profiles, output, cwd: process.cwd() },
    threshold: threshold === undefined ? undefined : thresholdOf(threshold),
  });
  process.stdout.write(
    json === true ? `${JSON.stringify(document, undefined, 2)}\n` : renderMerged(document),
  );
  return document.isLow ? 1 : 0;
}

function thresholdOf(text: string): number {
  return checkThreshold(/^\d+(\.\d+)?$/.test(text) ? Number(text) : NaN, `--threshold=${text}`);
}
