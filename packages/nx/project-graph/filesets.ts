import { joinPath, type FileSelection, type FileTree, type GoFilesOf, type ProjectRoots } from '../../graph';
import { TakenPaths } from './taken-paths';

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
   * Filesets of selections that are hashed together. An exclusion of Nx holds for all of them, so that none is written where
   * another selection, or another part of the same one, takes what it leaves out.
   *
   * @param namesIn names of the files in a directory
   */
  of(selections: readonly FileSelection[], namesIn: (directory: string) => readonly string[]): string[] {
    const [only] = selections;
    if (only !== undefined && selections.length === 1 && isOneDirectory(only))
      return this.ofPlain(only, namesIn);
    const taken = new TakenPaths(selections);
    const patterns = selections.flatMap(({ files, goFilesOf, testFilesOf, trees }) => [
      ...goFilesOf.flatMap((one) => this.ofGoFiles(one, namesIn(one.directory), taken)),
      ...testFilesOf.map((directory) => this.fileset(directory, '*_test.go')),
      ...trees.flatMap((tree) => this.ofTree(tree, taken)),
      ...files.map((file) => this.fileset(file)),
    ]);
    return [...new Set(patterns)];
  }

  /** All Go files of a directory, whatever build has them. */
  ofSources(directory: string): string {
    return this.fileset(directory, '*.go');
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

  /** All but the exceptions; the names where an exception would take away what something else takes. */
  private ofGoFiles(
    { directory, without }: GoFilesOf,
    present: readonly string[],
    taken: TakenPaths,
  ): string[] {
    const names = present.filter((name) => name.endsWith('.go'));
    const left = names.filter((name) => without.includes(name) || name.endsWith('_test.go'));
    const isClash = (name: string) => !isPlain(directory) || taken.hasAt(joinPath(directory, name));
    if (left.some(isClash)) {
      const others = names.filter((name) => !left.includes(name));
      return others.map((name) => this.fileset(joinPath(directory, name)));
    }
    const hasTests = left.some((name) => name.endsWith('_test.go'));
    return [
      this.fileset(directory, '*.go'),
      ...(hasTests ? [`!${this.fileset(directory, '*_test.go')}`] : []),
      ...left
        .filter((name) => isPlain(name) && !name.endsWith('_test.go'))
        .map((name) => `!${this.fileset(directory, name)}`),
    ];
  }

  /** All but the exceptions; without those that would take away what something else takes. */
  private ofTree({ directory, without }: FileTree, taken: TakenPaths): string[] {
    // Nx keeps filesets of the workspace and of the project apart: an exception counts for those of its own kind.
    const token = this.tokenOf(directory, '**/*');
    const exceptions = without.filter((path) => isPlain(path) && !taken.hasAt(path));
    return [
      this.written(token, directory, '**/*'),
      ...exceptions.flatMap((path) => [
        `!${this.written(token, path)}`,
        `!${this.written(token, path, '**/*')}`,
      ]),
    ];
  }

  /** A pattern for a path, or beneath a directory, relative to the project where all it takes is the project's. */
  private fileset(path: string, rest?: string): string {
    return this.written(this.tokenOf(path, rest), path, rest);
  }

  private tokenOf(path: string, rest?: string): Token {
    if (this.project === undefined || this.roots.ownerOf(path) !== this.project) return '{workspaceRoot}';
    // Nx takes the root that it puts in for a part of the pattern.
    if (!isPlain(this.project)) return '{workspaceRoot}';
    return rest?.startsWith('**') === true && this.roots.hasBeneath(path)
      ? '{workspaceRoot}'
      : '{projectRoot}';
  }

  private written(token: Token, path: string, rest?: string): string {
    const literal = path === '.' ? '' : literalPattern(path);
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

/** A pattern of Nx that takes a path, and perhaps others whose names differ in characters that mean something in patterns. */
export function literalPattern(path: string): string {
  return path.replaceAll(SPECIAL, '?');
}

/** Whether an exception with this path is one for nothing else. */
function isPlain(path: string): boolean {
  return path.search(SPECIAL) === -1;
}

type Token = '{workspaceRoot}' | '{projectRoot}';
