/** Stops the whole thread for some milliseconds: for moments in which another process is to finish. */
export function pause(milliseconds: number): void {
  Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, milliseconds);
}
