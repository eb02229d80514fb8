/** Whether Nx replayed the only task of a run from its cache, with its outputs restored or left as they were. */
export function isHit(output: string): boolean {
  return /\[local cache\]|\[existing outputs match the cache|read the output from the cache/.test(output);
}
