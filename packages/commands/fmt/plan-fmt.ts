import { readdirSync, statSync } from 'node:fs';
import { join, relative, sep } from 'node:path';
import type { WorkspacePackage } from '../../dimension';
import { groupBy, sha256 } from '../../support';
import type { PreparedTask } from '../go-task';
import type { FmtOptions } from '../options/go-options';
import { packagesOf, selectPackages } from '../select-packages';
import { findGofmt } from './find-gofmt';

/** One task with the files that it is about. */
export interface PlannedFmt {
  readonly task: PreparedTask<FmtOptions>;
  readonly gofmt: string;
  /** Relative to the workspace root, with `/`, sorted. */
  readonly files: readonly string[];
}

/**
 * Finds the files that `go fmt` formats: every Go file in the directory of a package of a main module, generated ones and those that
 * build constraints leave out among them.
 *
 * @throws GoshawkError 'no-go-package' where patterns of the task's own match nothing, 'gofmt-not-found'
 */
export function planFmt(task: PreparedTask<FmtOptions>): PlannedFmt {
  const { workspaceRoot, dimension, options } = task;
  const isChosen = options.packages !== undefined;
  // A module may have no package on this platform: `go fmt ./...` succeeds then.
  const packages = isChosen ? selectPackages(task).packages : packagesOf(task);
  const modules = new Set(dimension.listing.modules.map(({ path }) => path));
  const files = packages
    .filter(({ modulePath }) => modules.has(modulePath))
    .flatMap((one) => goFilesOf(one))
    .map((file) => relative(workspaceRoot, file).split(sep).join('/'));
  return { task, gofmt: findGofmt(task), files: [...new Set(files)].sort() };
}

/** Puts tasks together that one gofmt can serve. */
export function groupFmts(planned: readonly PlannedFmt[]): PlannedFmt[][] {
  const keyOf = ({ task, gofmt }: PlannedFmt) => sha256(task.workspaceRoot, gofmt, ...modeOf(task));
  return [...groupBy(planned, keyOf).values()];
}

/** Flags of gofmt. */
export function modeOf({ options }: PreparedTask<FmtOptions>): string[] {
  return [...(options.simplify === true ? ['-s'] : []), ...(options.fix === true ? ['-l', '-w'] : ['-d'])];
}

function goFilesOf({ dir }: WorkspacePackage): string[] {
  const names = readdirSync(dir).filter((name) => /^[^_.].*\.go$/.test(name));
  return names
    .map((name) => join(dir, name))
    .filter((path) => statSync(path, { throwIfNoEntry: false })?.isFile() === true);
}
