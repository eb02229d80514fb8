import type { Workspace } from '../support/workspace';
import type { RandomSource } from './random-source';

/** A change of one file. */
export interface FileEdit {
  readonly file: string;
  /** What is there then. */
  readonly content: string;
  /** What of a build or test it concerns: its own package, every package of its module, or all packages. */
  readonly concerns: 'readers' | 'module' | 'everything';
}

/** One edit of each kind that has something special about it, then edits of Go files chosen at random. */
export function chooseEdits(space: Workspace, goFiles: readonly string[], random: RandomSource): FileEdit[] {
  const changed = (file: string, suffix = '\n'): FileEdit => ({
    file,
    content: `${space.has(file) ? space.read(file) : ''}${suffix}`,
    concerns: 'readers',
  });
  const replaced = (file: string, from: string, to: string, concerns: FileEdit['concerns']): FileEdit => ({
    file,
    content: space.read(file).replace(from, to),
    concerns,
  });
  const some = random.some(goFiles, 6).map((file) => changed(file, '\nvar Edited = true\n'));
  const added = random
    .some(
      goFiles.filter((file) => !file.endsWith('_test.go')),
      2,
    )
    .map((file) => {
      const [clause = ''] = space.read(file).split('\n', 1);
      return {
        file: file.replace(/\.go$/, '_added.go'),
        content: `${clause}\n`,
        concerns: 'readers',
      } as const;
    });
  return [
    changed('libs/l1/more/motto.txt'),
    changed('libs/l1/more/two.tmpl', 'two\n'),
    changed('libs/l1/more/pages/inner/page.html'),
    changed('libs/l1/more/pages/.hidden'),
    changed('libs/l2/assets/.hidden'),
    changed('libs/l2/assets/new/file', 'new\n'),
    changed('libs/l3/golden.txt'),
    changed('libs/l4/inner/deep.h'),
    changed('native/include/answer.h'),
    changed('native/include/added.h', '\n'),
    changed('libs/l5/more/add_amd64.s'),
    changed('libs/l6/special.go'),
    changed('libs/l6/system_windows.go'),
    changed('libs/l7/testdata/cases/one.txt'),
    changed('README.md'),
    ...some,
    ...added,
    replaced('libs/l0/go.mod', 'v1.0.0', 'v1.1.0', 'module'),
    replaced('libs/l0/go.sum', 'ext.test/color v1.1.0 ', 'ext.test/color v1.1.0  ', 'module'),
    replaced('libs/l5/go.mod', 'go 1.21', 'go 1.20', 'module'),
    replaced('go.work', 'go 1.21', 'go 1.22', 'everything'),
  ];
}
