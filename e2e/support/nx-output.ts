/** Whether Nx replayed the only task of a run from its cache, with its outputs restored or left as they were. */
export function isHit(output: string): boolean {
  return /\[local cache\]|\[existing outputs match the cache|read the output from the cache/.test(output);
}

/** The tasks of a run that Nx replayed, as it sums them up: `read the output from the cache instead of running the command for 2 out of 3 tasks`. */
export function countHits(output: string): number {
  const summary = /instead of running the command for (\d+) out of (\d+) tasks/.exec(output);
  return summary === null ? 0 : Number(summary[1]);
}
