/** What tools said about one package, under the `# path` line that the go command puts before it. */
export interface PackageBlock {
  /** Import path without the name of the test variant that was compiled. */
  readonly importPath: string;
  readonly text: string;
}

/** Text of the go command, taken apart by package; `preface` is what stands before the first package. */
export interface PackageBlocks {
  readonly preface: string;
  readonly blocks: readonly PackageBlock[];
}

/** Splits at `# path` and `# path [variant]` lines; `# [path]` lines, which go vet adds, belong to the block before. */
export function splitByPackage(text: string): PackageBlocks {
  const blocks: { importPath: string; text: string }[] = [];
  let preface = '';
  for (const line of text.split(/(?<=\n)/)) {
    const header = /^# ([^\s[]\S*)( \[\S+\])?\r?\n?$/.exec(line);
    const current = blocks.at(-1);
    if (header?.[1] !== undefined) blocks.push({ importPath: packageUnderTest(header[1]), text: line });
    else if (current === undefined) preface += line;
    else current.text += line;
  }
  return { preface, blocks };
}

/** The package that a name of the go command stands for: `a [b.test]` and `a_test [a.test]` and `a.test` are of `a`. */
export function packageUnderTest(name: string): string {
  const [path = '', variant = ''] = name.split(' [');
  if (path.endsWith('_test') && variant !== '') return path.slice(0, -'_test'.length);
  return path.replace(/\.test$/, '');
}
