import { realpathSync } from 'node:fs';
import { sep } from 'node:path';
import type { NamedRoot } from './types';

/** Rewrites absolute paths so that they no longer depend on where the named roots lie. */
export class LogicalPaths {
  private readonly places: readonly { readonly name: string; readonly dir: string }[];

  constructor(roots: readonly NamedRoot[]) {
    this.places = roots
      .flatMap(({ name, dir }) =>
        [...new Set([dir, realPath(dir)])].map((place) => ({ name, dir: withoutEnd(place) })),
      )
      .filter(({ dir }) => dir !== '')
      // The innermost root names a file: a module cache may lie in the workspace.
      .sort((a, b) => b.dir.length - a.dir.length);
  }

  /** `<name>/<relative>` with forward slashes below a root; other paths as they are. */
  name(path: string): string {
    for (const { name, dir } of this.places) {
      if (path === dir) return name;
      if (path.startsWith(dir + sep)) return `${name}/${path.slice(dir.length + 1).replaceAll(sep, '/')}`;
    }
    return path;
  }

  /** Replaces the roots wherever they stand in a flag or a text, plain or as in a C string. */
  rewrite(text: string): string {
    return this.rewriteSpelled(text, (dir) => dir);
  }

  /** The same for text that was read with one character per byte. */
  rewriteBytes(text: string): string {
    return this.rewriteSpelled(text, (dir) => Buffer.from(dir, 'utf8').toString('latin1'));
  }

  private rewriteSpelled(text: string, spell: (dir: string) => string): string {
    let result = text;
    for (const { name, dir } of this.places) {
      for (const place of new Set([dir.replaceAll('\\', '\\\\'), dir])) {
        const spelled = spell(place);
        if (!result.includes(spelled)) continue;
        // Not where the name goes on: /home/a is no part of /home/ab.
        result = result.replace(new RegExp(`${escapeRegExp(spelled)}(?![\\w.-])`, 'g'), () => `<${name}>`);
      }
    }
    return result;
  }
}

function escapeRegExp(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&');
}

function withoutEnd(dir: string): string {
  return dir.endsWith(sep) ? dir.slice(0, -1) : dir;
}

function realPath(dir: string): string {
  try {
    return realpathSync(dir);
  } catch {
    return dir; // It need not exist: a module cache appears with the first download.
  }
}
