import { copyFileSync, existsSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { CContext, CgoPackage } from './types';

/** What a user's own `-overlay` makes of a package's files. */
export interface OverlaidPackage {
  /** Where the C, C++, Fortran and assembly files lie for the compiler. */
  readonly sourceDir: string;
  /** Files on disk that stand behind the copies. */
  readonly copied: readonly string[];
}

/** The file that is read in place of a path. */
export function actualPath(path: string, { overlay }: CContext): string {
  return overlay?.[path] || path;
}

/** The part of the overlay that concerns the package. */
export function overlayOf({ dir }: CgoPackage, { overlay = {} }: CContext): [string, string][] {
  return Object.entries(overlay).filter(([path]) => path === join(dir, basename(path)));
}

/**
 * Where one listed file is replaced, the go command compiles copies of all of them in the object directory, and so do
 * we (cmd/go/internal/work/exec.go: computeNonGoOverlay, which leaves Objective-C files where they are).
 */
export function layOutSources(pkg: CgoPackage, context: CContext, objectDir: string): OverlaidPackage {
  const listed = [pkg.cFiles, pkg.sFiles, pkg.cxxFiles, pkg.hFiles, pkg.fFiles].flat();
  const paths = listed.map((file) => join(pkg.dir, file));
  if (!paths.some((path) => context.overlay?.[path])) return { sourceDir: pkg.dir, copied: [] };
  const copied = paths.map((path) => actualPath(path, context));
  for (const [index, file] of listed.entries()) {
    const actual = copied[index];
    if (actual !== undefined && existsSync(actual)) copyFileSync(actual, join(objectDir, basename(file)));
  }
  return { sourceDir: objectDir, copied };
}
