import { posix } from 'node:path';
import { isAtOrBeneath, parentOf } from '../workspace/workspace-path';

/** What patterns tell packages apart by. Directories are relative to the workspace root, with `/`. */
export interface PackagePlace {
  readonly directory: string;
  readonly importPath: string;
}

/** Where local patterns begin, and where they end. */
export interface PatternScope {
  /** Directory of the project. */
  readonly directory: string;
  /** Directories of main modules: a pattern does not go on into a module that lies in another one. */
  readonly modules: ReadonlySet<string>;
}

export type PackageTest = (place: PackagePlace) => boolean;

/** Patterns that name packages, and the ones behind a `!`, which take packages away again. */
export interface SplitPatterns {
  readonly taken: readonly string[];
  readonly without: readonly string[];
}

/**
 * Divides the patterns of an option. Where none names a package, the defaults do.
 *
 * @param patterns in any order: what one takes away, none brings back
 */
export function splitPatterns(patterns: readonly string[], defaults: readonly string[]): SplitPatterns {
  const taken = patterns.filter((pattern) => !pattern.startsWith('!'));
  const without = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  return { taken: taken.length === 0 ? defaults : taken, without };
}

/** Whether a pattern is a directory rather than an import path (cmd/go/internal/build: IsLocalImport). */
export function isLocalPattern(pattern: string): boolean {
  return /^\.{1,2}([\\/]|$)/.test(pattern);
}

/** The packages that a pattern names, as the go command understands it in a project's directory: `./dir`, `./dir/...`, import paths. */
export function packageTest(pattern: string, { directory, modules }: PatternScope): PackageTest {
  // The packages of main modules, and others that are nothing of the workspace (go help packages).
  if (pattern === 'all' || pattern === 'work') return () => true;
  if (!isLocalPattern(pattern)) {
    const isMatch = textTest(pattern);
    return ({ importPath }) => isMatch(importPath);
  }
  const path = posix.join(directory, pattern.replaceAll('\\', '/')).replace(/(.)\/$/, '$1');
  if (!path.includes('...')) return (place) => place.directory === path;
  const isMatch = textTest(path);
  const within = moduleAround(posix.dirname(`${path.slice(0, path.indexOf('...'))}x`), modules);
  return (place) =>
    isMatch(place.directory) && (within === undefined || moduleAround(place.directory, modules) === within);
}

/** The deepest module at or above a directory. */
function moduleAround(directory: string, modules: ReadonlySet<string>): string | undefined {
  let at = directory;
  while (!modules.has(at)) {
    if (at === '.' || /^(\.\.|\/|\w:)/.test(at)) return undefined;
    at = parentOf(at);
  }
  return at;
}

/** internal/pkgpattern: MatchPattern, without its rules for vendor directories, which hold no packages of main modules. */
function textTest(pattern: string): (text: string) => boolean {
  if (!pattern.includes('...')) return (text) => text === pattern;
  const [tree = '', ...others] = pattern.split('...');
  // Asked for each package and task: most patterns are trees.
  if (others.join('') === '' && others.length === 1 && (tree === '' || tree.endsWith('/'))) {
    const base = tree.slice(0, -1);
    return (text) => (base === '' ? !text.startsWith('..') : isAtOrBeneath(text, base));
  }
  const escaped = pattern.split('...').map((part) => part.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&'));
  const expression = escaped.join('.*').replace(/\/\.\*$/, '(/.*)?');
  const compiled = new RegExp(`^${expression}$`);
  return (text) => compiled.test(text);
}
