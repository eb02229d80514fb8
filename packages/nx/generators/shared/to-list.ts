/** A list that Nx's command line gives as one, or as words between commas. */
export function toList(given: readonly string[] | string | undefined): string[] {
  const list = typeof given === 'string' ? given.split(',') : (given ?? []);
  return list.map((one) => one.trim()).filter((one) => one !== '');
}
