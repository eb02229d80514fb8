/** What a function throws. For expectations about the fields of an error; fails when nothing is thrown. */
export function catchError(fn: () => unknown): unknown {
  try {
    fn();
  } catch (error) {
    return error;
  }
  throw new Error('Nothing was thrown.');
}
