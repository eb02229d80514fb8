import { dirname, resolve } from 'node:path';
import type { Listing } from '../../dimension';
import { packageUnderTest } from '../package-blocks';

/** Text of `go vet` about one package. */
export interface VetBlock {
  /** Import path; undefined for what speaks of no package of the workspace. */
  readonly importPath: string | undefined;
  /** Whether the compiler speaks of the package itself, rather than vet or the compiler of its tests. */
  isOfBuild: boolean;
  text: string;
}

/**
 * Attributes text of `go vet` to packages: by the `# path` lines before it, and, since Go 1.26 prints what it finds without
 * them, by the directories of the files that it names.
 *
 * @param cwd directory in which the go command ran, to which it makes paths relative
 */
export function attributeText(
  text: string,
  cwd: string,
  { packages }: Pick<Listing, 'packages'>,
): VetBlock[] {
  const byDirectory = new Map(packages.map(({ dir, importPath }) => [dir, importPath]));
  const known = new Set(byDirectory.values());
  const blocks: VetBlock[] = [];
  for (const line of text.split(/(?<=\n)/).filter((one) => one.trim() !== '')) {
    const header = /^# ([^\s[]\S*(?: \[\S+\])?)\r?\n?$/.exec(line)?.[1];
    const file = /^(?:vet: )?(\S.*?\.\w+):\d+(?::\d+)?: /.exec(line)?.[1];
    const directory = file === undefined ? undefined : byDirectory.get(dirname(resolve(cwd, file)));
    const current = blocks.at(-1);
    if (header !== undefined) {
      const importPath = packagesOf(header).find((name) => known.has(name));
      blocks.push({ importPath, isOfBuild: !header.includes(' ['), text: line });
    } else if (current === undefined || (directory !== undefined && directory !== current.importPath)) {
      blocks.push({ importPath: directory, isOfBuild: false, text: line });
    } else {
      current.text += line;
      if (/^(# \[|vet: )/.test(line)) current.isOfBuild = false;
    }
  }
  return blocks;
}

/** `# a_test` is of the external tests of `a`, or a package of that name. */
function packagesOf(header: string): string[] {
  const name = packageUnderTest(header);
  return [name, name.replace(/_test$/, '')];
}
