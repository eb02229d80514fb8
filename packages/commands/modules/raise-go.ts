import { compareGoVersions, setGoDirective } from '../../toolchain';

/** The text of a go.mod or go.work whose `go` line is no older than that of any of the modules. */
export function raiseGo(
  text: string,
  current: string | undefined,
  modules: readonly { readonly file: { readonly go?: string } }[],
): string {
  const versions = modules.flatMap(({ file }) => file.go ?? []);
  const newest = versions.reduce((one, other) => (compareGoVersions(one, other) < 0 ? other : one), '');
  return newest !== '' && compareGoVersions(current ?? '', newest) < 0 ? setGoDirective(text, newest) : text;
}
