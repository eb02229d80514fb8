import { basename, join, resolve, posix, relative } from 'node:path';
import { GoshawkError, groupBy, isBeneath } from '../../support';
import { attestationPath } from '../../actions';
import type { Dimension } from '../../dimension';
import { groupKey } from '../prepare-task';
import type { PreparedTask } from '../go-task';
import { checkHoldsNoSources, usualOutputPath } from '../output-directory';
import type { BuildOptions } from '../options/go-options';
import { packagesOf, selectPackages, type SelectedPackage, type Selection } from '../select-packages';

/** A main package of a task and the artifact that it becomes. */
export interface Program {
  readonly taskId: string;
  readonly importPath: string;
  /** What the go command calls it in a directory given by -o. */
  readonly stagedName: string;
  /** Absolute path of the artifact. */
  readonly artifact: string;
}

/** One task of a build, with what it builds. */
export interface PlannedTask {
  readonly task: PreparedTask<BuildOptions>;
  readonly selection: Selection;
  readonly programs: readonly Program[];
  /** Import paths to compile without an artifact. */
  readonly libraries: readonly string[];
  /** What the go command says is wrong with its packages: such a task runs alone, since it would cost the others their output. */
  readonly broken: readonly string[];
}

/** One go command: tasks, and programs whose names do not collide. */
export interface BuildCommand {
  readonly tasks: readonly PlannedTask[];
  readonly programs: readonly Program[];
  readonly libraries: readonly string[];
}

/** Plans one task. */
export function planTask(task: PreparedTask<BuildOptions>): PlannedTask {
  const selection = selectPackages(task);
  const mains = selection.packages.filter(({ name }) => name === 'main');
  const listed = task.dimension.listing.packages;
  if (mains.length > 0) checkDeclaredOutputs(task);
  const reached = new Set(selection.packages.flatMap(({ buildDeps }) => buildDeps));
  const broken = [...reached].flatMap((index) => listed[index]?.errors ?? []);
  return {
    task,
    selection,
    programs: nameArtifacts(task, mains),
    libraries: [...librariesBesides(mains, selection.packages), ...selection.elsewhere],
    broken: [...new Set([...broken, ...selection.packages.flatMap(({ errors }) => errors)])],
  };
}

/**
 * Puts tasks together into go commands: tasks with equal environment and flags share one, a task with broken packages has
 * one of its own, and programs of one base name never share one (`go build -o dir/` would leave one file of them).
 */
export function planCommands(tasks: readonly PlannedTask[]): BuildCommand[] {
  const groups = groupBy(tasks, ({ task, broken }) =>
    broken.length > 0 ? `alone ${task.id}` : groupKey(task),
  );
  return [...groups.values()].flatMap(splitByName);
}

function splitByName(tasks: readonly PlannedTask[]): BuildCommand[] {
  const slots: { names: Set<string>; programs: Program[] }[] = [];
  for (const program of tasks.flatMap(({ programs }) => programs)) {
    // Names that differ in case only are one file on Windows and macOS.
    const name = program.stagedName.toLowerCase();
    let slot = buildsOneProgram(tasks) ? undefined : slots.find(({ names }) => !names.has(name));
    if (slot === undefined) slots.push((slot = { names: new Set(), programs: [] }));
    slot.names.add(name);
    slot.programs.push(program);
  }
  const commands = slots.map(({ programs }): BuildCommand => {
    const ids = new Set(programs.map(({ taskId }) => taskId));
    return { tasks: tasks.filter(({ task }) => ids.has(task.id)), programs, libraries: [] };
  });
  // With -o, the go command builds main packages only (cmd/go/internal/work/build.go: runBuild).
  const compiling = tasks.filter(({ libraries }) => libraries.length > 0);
  const libraries = [...new Set(compiling.flatMap((planned) => planned.libraries))];
  return libraries.length === 0 ? commands : [...commands, { tasks: compiling, programs: [], libraries }];
}

/** cmd/go/internal/work/init.go: buildModeInit wants exactly one main package for these. */
function buildsOneProgram(tasks: readonly PlannedTask[]): boolean {
  return ['c-archive', 'c-shared', 'plugin'].includes(tasks[0]?.task.dimension.buildFlags.buildmode ?? '');
}

/** An artifact outside the declared outputs would be missing, or an old one, after a replay. */
function checkDeclaredOutputs(task: PreparedTask<BuildOptions>): void {
  if (task.declaredOutputs === undefined) return;
  const directory = outputDirectory(task);
  checkHoldsNoSources(directory, task);
  if (task.declaredOutputs.some((output) => isBeneath(directory, join(task.workspaceRoot, output)))) return;
  if (!isBeneath(directory, task.workspaceRoot)) {
    throw new GoshawkError({
      code: 'output-outside-workspace',
      message: `${task.id} is cached and puts its artifacts into ${directory}, which is outside the workspace.`,
      next: 'Choose an outputPath within the workspace, or set "cache": false on the target.',
    });
  }
  const path = relative(task.workspaceRoot, directory).replaceAll('\\', '/');
  throw new GoshawkError({
    code: 'undeclared-output',
    message: `${task.id} is cached and puts its artifacts into ${path}, which is none of its outputs (${task.declaredOutputs.join(', ') || 'none'}).`,
    next: `Add "{workspaceRoot}/${path}" to the target's "outputs", or leave "outputs" to the plugin.`,
  });
}

/** Packages that no program compiles anyway. */
function librariesBesides(mains: readonly SelectedPackage[], all: readonly SelectedPackage[]): string[] {
  const compiled = new Set(mains.flatMap(({ buildDeps }) => buildDeps));
  return all
    .filter(({ name, index }) => name !== 'main' && !compiled.has(index))
    .map(({ importPath }) => importPath);
}

function nameArtifacts(task: PreparedTask<BuildOptions>, mains: readonly SelectedPackage[]): Program[] {
  const directory = outputDirectory(task);
  const extension = artifactExtension(task.dimension);
  const suffix = task.dimension.goEnv.GOOS === 'windows' ? '.exe' : '';
  const names = mains.map(({ importPath }) => executableName(importPath));
  const programs = mains.map(({ importPath, dir }, position): Program => {
    const own = names[position] ?? '';
    const collides = names.filter((name) => name.toLowerCase() === own.toLowerCase()).length > 1;
    const path = relative(task.projectRoot, dir).replaceAll(/[\\/]+/g, '-');
    const artifact = join(directory, `${collides && path !== '' ? path : own}${extension}`);
    return { taskId: task.id, importPath, stagedName: `${own}${suffix}`, artifact };
  });
  checkDistinct(task.id, programs);
  return programs;
}

/**
 * `a-b` and, beside another `b`, `a/b` have one name; on Windows and macOS so have names that differ in case only. A program can be
 * called like the attestation of another one.
 */
function checkDistinct(taskId: string, programs: readonly Program[]): void {
  const owners = new Map<string, Program>();
  for (const program of programs) {
    for (const file of [program.artifact, attestationPath(program.artifact)]) {
      const key = file.toLowerCase();
      const other = owners.get(key);
      owners.set(key, program);
      if (other === undefined) continue;
      throw new GoshawkError({
        code: 'artifact-names-collide',
        message: `${taskId}: ${other.importPath} and ${program.importPath} would both become ${file}.`,
        next: 'Build them by targets of their own, with "packages" and "outputPath", or rename a directory.',
      });
    }
  }
}

/** Absolute directory of a task's artifacts: the option, else `dist/<project root>/<goos>-<goarch>`. */
export function outputDirectory({
  workspaceRoot,
  projectRoot,
  options,
  dimension,
}: PreparedTask<BuildOptions>): string {
  const { GOOS: goos = '', GOARCH: goarch = '' } = dimension.goEnv;
  if (options.outputPath === undefined) {
    return join(workspaceRoot, usualOutputPath(relative(workspaceRoot, projectRoot), `${goos}-${goarch}`));
  }
  const named = /^([a-z0-9]+)-([a-z0-9]+)$/.exec(basename(options.outputPath));
  if (named !== null && KNOWN_GOOS.has(named[1] ?? '') && (named[1] !== goos || named[2] !== goarch)) {
    throw new GoshawkError({
      code: 'output-path-names-other-platform',
      message: `The output path ${options.outputPath} names another platform than the one that would be built, ${goos}/${goarch}.`,
      next: 'Give goos and goarch in the target or its configuration, correct outputPath, or run `nx reset` after `go env -w`.',
    });
  }
  return resolve(workspaceRoot, options.outputPath);
}

const KNOWN_GOOS = new Set(
  'aix android darwin dragonfly freebsd illumos ios js linux netbsd openbsd plan9 solaris wasip1 windows'.split(
    ' ',
  ),
);

/** What the go command puts behind the name of a program or library. */
export function artifactExtension(dimension: Dimension): string {
  const goos = dimension.goEnv.GOOS;
  const { buildmode } = dimension.buildFlags;
  if (buildmode === 'c-archive') return goos === 'windows' ? '.lib' : '.a';
  if (buildmode === 'c-shared') return goos === 'windows' ? '.dll' : goos === 'darwin' ? '.dylib' : '.so';
  if (buildmode === 'plugin') return '.so';
  return goos === 'windows' ? '.exe' : '';
}

/** cmd/go/internal/load/pkg.go: DefaultExecName: last element of the import path, the one before a version element. */
export function executableName(importPath: string): string {
  const last = posix.basename(importPath);
  const isVersion = /^v([2-9]|[1-9][0-9]+)$/.test(last) && last !== importPath;
  return isVersion ? posix.basename(posix.dirname(importPath)) : last;
}

/**
 * Absolute paths of the artifacts that a task would make.
 *
 * @throws GoshawkError 'artifact-names-collide', 'output-path-names-other-platform'
 */
export function artifactsOf(task: PreparedTask<BuildOptions>): string[] {
  const mains = packagesOf(task).filter(({ name }) => name === 'main');
  return mains.length === 0 ? [] : nameArtifacts(task, mains).map(({ artifact }) => artifact);
}
