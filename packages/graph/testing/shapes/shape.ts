import type { ProxyModule } from '../../../toolchain/testing/module-proxy';
import type { Files } from '../../../support/testing/make-directory';

/** Part of a workspace that shows how Go reads things. */
export interface Shapes {
  /** Contents by path. */
  readonly files: Files;
  /** Directories of modules that go.work at the root uses. */
  readonly used: readonly string[];
  /** Symbolic links: the path, and what it points at as written in the link. */
  readonly links?: Readonly<Record<string, string>>;
  /** `replace` lines of go.work at the root. */
  readonly replacements?: readonly string[];
  /** What a module proxy has to have. */
  readonly proxy?: readonly ProxyModule[];
}

/**
 * The import path of a package of its own, made for whoever names it, in comments too: an edge to it shows what was read.
 * It lies in `target/<name>`.
 */
export function target(name: string): string {
  return `example.com/target/${name}`;
}

/** A Go file that imports packages for their effect. */
export function goFile(name: string, ...imports: readonly string[]): string {
  return [`package ${name}`, ...imports.map((path) => `import _ "${path}"`), ''].join('\n\n');
}

/** A Go file below a comment that says when it counts. */
export function constrained(line: string, name: string, ...imports: readonly string[]): string {
  return `${line}\n\n${goFile(name, ...imports)}`;
}

/** A go.mod. */
export function goMod(module: string, ...lines: readonly string[]): string {
  return [`module ${module}`, '', 'go 1.24', ...lines, ''].join('\n');
}

/** Modules `example.com/<shape>` below `in/`, used by go.work, from the files of each. */
export function usedModules(shapes: Readonly<Record<string, Files>>): Shapes {
  const files = Object.entries(shapes).flatMap(([shape, own]) => {
    const all = { 'go.mod': goMod(`example.com/${shape}`), ...own };
    return Object.entries(all).map(([path, text]) => [`in/${shape}/${path}`, text] as const);
  });
  return { files: Object.fromEntries(files), used: Object.keys(shapes).map((shape) => `in/${shape}`) };
}
