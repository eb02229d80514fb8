/** Whether an error of Node has this code. `instanceof` would not do: jest's modules have an `Error` of their own. */
export function hasCode(error: unknown, code: string): boolean {
  return typeof error === 'object' && error !== null && 'code' in error && error.code === code;
}
