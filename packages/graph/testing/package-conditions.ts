import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { readConditions, type Condition } from './source-conditions';
import type { SourceDirectory } from './workspace-modules';

interface SourcePackage {
  readonly path: string;
  readonly build: readonly SourceText[];
  readonly test: readonly SourceText[];
}

interface SourceText {
  readonly conditions: readonly Condition[];
  /** Directories that an import may lead to: never too few, often too many. */
  readonly mentions: readonly string[];
}

/**
 * Sets of conditions that decide about each package directory: those of each of its files alone, which say whether the file ever
 * counts, and together those of all files with imports that its closure may reach, which say what is in the closure.
 */
export function conditionSets(
  root: string,
  directories: readonly SourceDirectory[],
): Map<string, readonly (readonly Condition[])[]> {
  const findMentions = mentionFinder(root, directories);
  const packages = directories.map((directory) => readPackage(root, directory, findMentions));
  const byPath = new Map(packages.map((found) => [found.path, found]));
  return new Map(
    packages.map((found) => {
      const single = [...found.build, ...found.test].map(({ conditions }) => conditions);
      return [found.path, [closureConditions(found, byPath), ...single].filter((set) => set.length > 0)];
    }),
  );
}

function closureConditions(start: SourcePackage, byPath: ReadonlyMap<string, SourcePackage>): Condition[] {
  const reached = new Set([start.path]);
  const conditions = new Set<Condition>();
  const read = ({ mentions, conditions: own }: SourceText): void => {
    if (mentions.length === 0) return;
    for (const mention of mentions) reached.add(mention);
    for (const condition of own) conditions.add(condition);
  };
  start.test.forEach(read);
  // The set grows while it is walked.
  for (const path of reached) byPath.get(path)?.build.forEach(read);
  return [...conditions];
}

function readPackage(
  root: string,
  { path, goFiles }: SourceDirectory,
  findMentions: (text: string) => string[],
): SourcePackage {
  const readText = (name: string): SourceText => {
    const text = readFileSync(join(root, path, name), 'utf8');
    return { conditions: readConditions(name, text), mentions: findMentions(text) };
  };
  const isTest = (name: string): boolean => name.endsWith('_test.go');
  const counted = goFiles.filter((name) => !/^[_.]/.test(name));
  return {
    path,
    build: counted.filter((name) => !isTest(name)).map(readText),
    test: counted.filter(isTest).map(readText),
  };
}

/** Finds string literals that begin with the path of a module, whatever module would provide the package in the end. */
function mentionFinder(root: string, directories: readonly SourceDirectory[]): (text: string) => string[] {
  const places = importPlaces(root, directories);
  return (text) => {
    const found = new Set<string>();
    const literal = /["`]([^"`\s]{1,300})["`]/g;
    for (let match = literal.exec(text); match !== null; match = literal.exec(text)) {
      // Each quote may be an opening one: a lone one in a comment misleads nobody.
      literal.lastIndex = match.index + 1;
      for (const directory of placesOf(match[1] ?? '', places)) found.add(directory);
    }
    return [...found];
  };
}

function placesOf(importPath: string, places: ReadonlyMap<string, readonly string[]>): string[] {
  const parts = importPath.split('/');
  return parts.flatMap((_, place) => {
    const directories = places.get(parts.slice(0, place + 1).join('/')) ?? [];
    return directories.map((directory) => posix.join(directory, ...parts.slice(place + 1)));
  });
}

/** Directories by the import paths that stand for them: of modules, of replaced ones, of vendored packages. */
function importPlaces(root: string, directories: readonly SourceDirectory[]): Map<string, string[]> {
  const places = new Map<string, string[]>();
  const add = (name: string, directory: string): void => {
    places.set(name, [...(places.get(name) ?? []), directory.replace(/(?<=.)\/$/, '')]);
  };
  for (const { path, modFiles } of directories) {
    const vendored = /(?:^|\/)vendor\/(.*)$/.exec(path)?.[1];
    if (vendored !== undefined) add(vendored, path);
    for (const name of modFiles) {
      const text = readFileSync(join(root, path, name), 'utf8');
      const module = /^\s*module\s+"?([^\s"]+)/m.exec(text)?.[1];
      if (module !== undefined) add(module, path);
      for (const [, old = '', target = ''] of text.matchAll(LOCAL_REPLACEMENT))
        add(old, posix.join(path, target));
    }
  }
  return places;
}

const LOCAL_REPLACEMENT = /([^\s"(]+)"?(?:\s+v\S+)?\s*=>\s*"?(\.{1,2}[^\s"]*)/g;
