import { compareGoVersions } from '../../toolchain';
import { groupBy, UsageError } from '../../support';
import type { PreparedTask } from '../go-task';
import type { VetOptions } from '../options/go-options';
import { groupKey } from '../prepare-task';
import type { Selection } from '../select-packages';
import { selectPresent } from '../select-present';

/** One task of `go vet`, with what it checks: nothing where this platform has no package of it. */
export interface PlannedVet {
  readonly task: PreparedTask<VetOptions>;
  readonly selection: Selection;
  /** Import paths of all that it checks and reads. */
  readonly reads: ReadonlySet<string>;
  /** Whether the go command cannot load one of its packages: it would then check none of the command. */
  readonly isBroken: boolean;
}

/**
 * Plans one task.
 *
 * @throws UsageError 'vet-would-write' for the flag -fix
 * @throws GoshawkError 'no-go-package' where a pattern matches nothing
 */
export function planVet(task: PreparedTask<VetOptions>): PlannedVet {
  if (task.flags.some((flag) => /^--?fix(=(?!0$|f|F)|$)/.test(flag))) {
    throw new UsageError({
      code: 'vet-would-write',
      message: `${task.id}: -fix makes go vet change files, and the result of a task that changes its own inputs cannot be reused.`,
      next: 'Take the flag out, and run `go fix` or `go vet -fix` by hand.',
    });
  }
  const selection = selectPresent(task);
  const { packages: listed } = task.dimension.listing;
  const reached = [...new Set(selection.packages.flatMap(({ testDeps }) => testDeps))];
  return {
    task,
    selection,
    reads: new Set(reached.map((index) => listed[index]?.importPath ?? '')),
    isBroken: reached.some((index) => (listed[index]?.errors ?? []).length > 0),
  };
}

/** Puts tasks together that one go command can serve. */
export function groupVets(tasks: readonly PlannedVet[]): PlannedVet[][] {
  const groups = groupBy(tasks, ({ task, isBroken }) => (isBroken ? `alone ${task.id}` : groupKey(task)));
  return [...groups.values()];
}

/**
 * Whether Go keeps what vet found, under a key that does not say whether the package was checked or only read as a dependency
 * (cmd/go/internal/work/exec.go: vet, since 1.26): a package that was read first is then found to be clean without a check, and
 * findings of dependencies come back as a package's own. So all packages of the workspace that are read are checked as well.
 */
export function reusesFindings({ dimension }: PreparedTask<VetOptions>): boolean {
  return compareGoVersions(dimension.goEnv.GOVERSION, '1.26') >= 0;
}

/**
 * The flags of a task as `go vet` takes them: it has no -cover, and -fix of GOFLAGS must not count. The number of lines of
 * context, at its default, enters the key of findings and keeps them apart from those of other go vet commands.
 */
export function vetFlags(task: PreparedTask<VetOptions>): string[] {
  const own = task.flags.filter((flag) => !/^--?cover(=|$)/.test(flag));
  return reusesFindings(task) ? ['-c=-1', ...own, '-fix=false'] : own;
}
