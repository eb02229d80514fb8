/** Characters of package names on one command line: Windows takes 32,767 for all of it, Linux 2 MiB. */
const NAMES_LIMIT = process.platform === 'win32' ? 20_000 : 500_000;

/** Packages in portions that a command line can hold. */
export function portionsOf(packages: readonly string[], limit = NAMES_LIMIT): string[][] {
  const portions: string[][] = [];
  let length = 0;
  for (const name of packages) {
    length += name.length + 1;
    const last = portions.at(-1);
    if (last === undefined || length > limit) {
      portions.push([name]);
      length = name.length + 1;
    } else {
      last.push(name);
    }
  }
  return portions;
}
