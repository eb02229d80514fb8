import { isAtOrBeneath, joinPath, type FileSelection, type ProjectRoots } from '../../graph';

/** Characters that mean something in a pattern of Nx. */
const SPECIAL = /[*?[\]{}()!+@|\\]/g;

/** Turns selections of files into Nx's filesets, for named inputs of one project. */
export class Filesets {
  /**
   * @param project root of the project that declares them; undefined for filesets of targets, which may name any file
   * @param roots roots of all projects, and directories that may be roots
   */
  constructor(
    private readonly project: string | undefined,
    private readonly roots: ProjectRoots,
  ) {}

  /**
   * Filesets of selections. What one of them leaves out, no other one has: else all names are listed, since an exclusion of
   * Nx holds for everything that is hashed together.
   *
   * @param namesIn names of the files in a directory
   */
  of(selections: readonly FileSelection[], namesIn: (directory: string) => readonly string[]): string[] {
    const [only] = selections;
    if (only !== undefined && selections.length === 1 && isOneDirectory(only))
      return this.ofPlain(only, namesIn);
    const wanted = new Set(selections.flatMap(({ files }) => files));
    const testDirectories = new Set(selections.flatMap(({ testFilesOf }) => testFilesOf));
    const isExcludable = (path: string) => !wanted.has(path);
    const patterns = selections.flatMap(({ files, goFilesOf, testFilesOf, trees }) => [
      ...goFilesOf.flatMap(({ directory, without }) => {
        const names = namesIn(directory).filter((name) => name.endsWith('.go'));
        const left = names.filter((name) => without.includes(name) || name.endsWith('_test.go'));
        const clashes =
          testDirectories.has(directory) || left.some((name) => !isExcludable(joinPath(directory, name)));
        if (clashes) {
          const taken = names.filter((name) => !left.includes(name));
          return taken.map((name) => this.fileset(joinPath(directory, name)));
        }
        const excluded = without.filter(isPlain).map((name) => `!${this.fileset(directory, name)}`);
        const hasTests = left.some((name) => name.endsWith('_test.go'));
        return [
          this.fileset(directory, '*.go'),
          ...(hasTests ? [`!${this.fileset(directory, '*_test.go')}`] : []),
          ...excluded,
        ];
      }),
      ...testFilesOf.map((directory) => this.fileset(directory, '*_test.go')),
      ...trees.flatMap(({ directory, without }) => {
        const isWhole = [...wanted].every((path) => !without.some((one) => isAtOrBeneath(path, one)));
        const excluded = isWhole ? without : [];
        // Nx keeps filesets of the workspace and of the project apart: an exception counts for those of its own kind.
        const token = this.tokenOf(directory, '**/*');
        return [
          this.written(token, directory, '**/*'),
          ...excluded
            .filter(isPlain)
            .flatMap((path) => [`!${this.written(token, path)}`, `!${this.written(token, path, '**/*')}`]),
        ];
      }),
      ...files.map((file) => this.fileset(file)),
    ]);
    return [...new Set(patterns)];
  }

  /** The same for what nearly all packages are. */
  private ofPlain(
    { goFilesOf: [sources], testFilesOf: [tests] }: FileSelection,
    namesIn: (directory: string) => readonly string[],
  ): string[] {
    if (tests !== undefined) return [this.fileset(tests, '*_test.go')];
    if (sources === undefined) return [];
    const { directory } = sources;
    const hasTests = namesIn(directory).some((name) => name.endsWith('_test.go'));
    const own = this.fileset(directory, '*.go');
    return hasTests ? [own, `!${this.fileset(directory, '*_test.go')}`] : [own];
  }

  /** A pattern for a path, or beneath a directory, relative to the project where all it takes is the project's. */
  private fileset(path: string, rest?: string): string {
    return this.written(this.tokenOf(path, rest), path, rest);
  }

  private tokenOf(path: string, rest?: string): Token {
    if (this.project === undefined || this.roots.ownerOf(path) !== this.project) return '{workspaceRoot}';
    return rest?.startsWith('**') === true && this.roots.hasBeneath(path)
      ? '{workspaceRoot}'
      : '{projectRoot}';
  }

  private written(token: Token, path: string, rest?: string): string {
    const literal = path === '.' ? '' : isPlain(path) ? path : path.replaceAll(SPECIAL, '?');
    const whole = literal === '' || rest === undefined ? literal + (rest ?? '') : `${literal}/${rest}`;
    // As many characters as were replaced.
    const project = token === '{projectRoot}' ? (this.project ?? '.') : '.';
    return `${token}/${project === '.' ? whole : whole.slice(project.length + 1)}`;
  }
}

/** Whether it is the Go files of one directory, all of them, or its tests, and nothing else. */
function isOneDirectory({ files, goFilesOf, testFilesOf, trees }: FileSelection): boolean {
  return (
    files.length + trees.length === 0 &&
    goFilesOf.length + testFilesOf.length <= 1 &&
    goFilesOf.every(({ without }) => without.length === 0)
  );
}

/** Whether an exception with this path is one for nothing else. */
function isPlain(path: string): boolean {
  return path.search(SPECIAL) === -1;
}

type Token = '{workspaceRoot}' | '{projectRoot}';
