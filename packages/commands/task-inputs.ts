import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isBeneath, sha256 } from '../support';
import { closuresOf, saveMemo, type WorkspacePackage } from '../dimension';
import { runProcess, usesGoWork, type GoEnvName } from '../toolchain';
import type { GoTask, PreparedTask } from './go-task';
import { digestNamedFiles } from './named-files';
import type { SharedOptions } from './options/go-options';
import { perListing } from './per-listing';
import { prepareTask } from './prepare-task';
import { RESULT_VERSION } from './result-version';
import type { RunMemo } from './run-memo';
import { packagesOf } from './select-packages';
import { isCompiled, kindOfTask, type PackageScope } from './task-kinds';

/** Settings that decide what a go command makes and are no component of the dimension, since Go's own key has them. */
const DECIDING_SETTINGS: readonly GoEnvName[] = [
  'AR',
  'CC',
  'CGO_CFLAGS',
  'CGO_CPPFLAGS',
  'CGO_CXXFLAGS',
  'CGO_FFLAGS',
  'CGO_LDFLAGS',
  'CXX',
  'FC',
  'GOFIPS140',
  'GOFLAGS',
  'PKG_CONFIG',
];

/**
 * Digest (16 hex digits) of everything that decides a task of an executor and that its project's files do not show: the dimension, the
 * settings of the environment, the files that decide the build list, files named by flags, the C inputs of its packages,
 * packages outside the workspace, and the version of this package.
 */
export function digestTaskInputs(task: PreparedTask<unknown>, executor: string): Promise<string> {
  const { scope, further } = kindOfTask(executor);
  return digest(task, scope, reachedPackages(task, scope), further?.(task, 'project') ?? []);
}

/** The same, computed once in a run for whoever asks. */
export function taskInputsOf(task: GoTask<SharedOptions>, executor: string, memo: RunMemo): Promise<string> {
  return memo.once(task, `inputs of ${executor}`, async () =>
    digestTaskInputs(await prepareTask(task, memo), executor),
  );
}

/** The same of a task whose packages have nothing special: what all tasks with these options have alike. */
export function digestSettings(task: PreparedTask<unknown>, executor: string): Promise<string> {
  const { scope, further } = kindOfTask(executor);
  return digest(task, scope, [], further?.(task, 'workspace') ?? []);
}

async function digest(
  task: PreparedTask<unknown>,
  scope: PackageScope,
  reached: readonly number[],
  further: readonly string[],
): Promise<string> {
  const { dimension, goEnvironment } = task;
  const closures = isCompiled(scope) ? await closuresOf(dimension, reached) : [];
  const settings = DECIDING_SETTINGS.map((name) => `${name}=${dimension.goEnv[name]}`);
  const value = sha256(
    RESULT_VERSION,
    dimension.fingerprint,
    ...settings,
    `GODEBUG=${goEnvironment.GODEBUG ?? ''}`,
    `GOWORK=${usesGoWork(dimension.goEnv) ? 'on' : 'off'}`,
    `build list=${dimension.buildList.digest()}`,
    ...digestNamedFiles(task),
    ...closures.map(({ importPath, digest }) => `${importPath}=${digest}`).sort(),
    ...outsideFiles(task, reached),
    ...linkedFiles(task, reached),
    ...(await stampedState(task)),
    ...further,
  ).slice(0, 16);
  saveMemo(dimension.digests);
  return value;
}

/**
 * What the go command stamps into binaries: commit and dirty state (cmd/go/internal/vcs: gitStatus), and since Go 1.24 a
 * version that it makes of tags (cmd/go/internal/modfetch/codehost: RecentTag). Tags that HEAD does not descend from count
 * as well: with one of them, Go stamps no version.
 */
async function stampedState({
  dimension,
  cwd,
  goEnvironment: env,
}: PreparedTask<unknown>): Promise<string[]> {
  if (dimension.buildFlags.buildvcs === 'false') return [];
  const ask = async (...args: string[]) => (await runProcess({ file: 'git', args, cwd, env })).stdout.trim();
  const [commit, changes, tags, reached] = await Promise.all([
    ask('-c', 'log.showsignature=false', 'log', '-1', '--format=%H:%ct'),
    ask('status', '--porcelain'),
    ask('for-each-ref', '--format=%(refname) %(objectname)', 'refs/tags'),
    // In a shallow clone these are fewer.
    ask('for-each-ref', '--format=%(refname)', '--merged=HEAD', 'refs/tags'),
  ]);
  return [`commit ${commit}`, `modified ${changes !== ''}`, `tags ${tags}`, `reached ${reached}`];
}

/** Indexes of the workspace packages that the packages which a task works on read. */
export function reachedPackages(task: PreparedTask<unknown>, scope: PackageScope): number[] {
  const read = packagesOf(task).flatMap(({ index, buildDeps, testDeps }) =>
    !isCompiled(scope) ? [index] : scope === 'build' ? buildDeps : testDeps,
  );
  return [...new Set(read)];
}

/** Content of packages that lie where the task runner does not look, by import path: of used and replaced modules. */
function outsideFiles(
  { dimension, workspaceRoot }: PreparedTask<unknown>,
  reached: readonly number[],
): string[] {
  const { digests, listing } = dimension;
  const { outside } = specialOf(listing, workspaceRoot);
  return reached
    .flatMap((index) => outside.get(index) ?? [])
    .flatMap(({ importPath, dir, embedFiles }) =>
      [...new Set([...filesIn(dir), ...embedFiles])].map(
        (name) => `${importPath}/${name}=${digests.digest(join(dir, name))}`,
      ),
    )
    .sort();
}

/** Content behind symbolic links in package directories. */
function linkedFiles(
  { dimension, workspaceRoot }: PreparedTask<unknown>,
  reached: readonly number[],
): string[] {
  const { digests, listing } = dimension;
  const { linked } = specialOf(listing, workspaceRoot);
  return reached
    .flatMap((index) => linked.get(index) ?? [])
    .flatMap(({ importPath, dir, links }) =>
      links.map((name) => `${importPath}/${name}=${digests.digest(join(dir, name))}`),
    )
    .sort();
}

/** Packages with files that the task runner does not see, by their index. */
interface SpecialPackages {
  readonly outside: ReadonlyMap<number, WorkspacePackage>;
  readonly linked: ReadonlyMap<number, WorkspacePackage>;
}

/** Few packages are special, and each of a thousand tasks asks for those among hundreds that it reads. */
const specialOf = perListing((listing, workspaceRoot): SpecialPackages => {
  const those = (isSpecial: (one: WorkspacePackage) => boolean) =>
    new Map([...listing.packages.entries()].filter(([, one]) => isSpecial(one)));
  return {
    outside: those(({ dir }) => dir !== '' && !isBeneath(dir, workspaceRoot)),
    linked: those(({ links }) => links.length > 0),
  };
});

/** Names of the files in a directory. */
function filesIn(directory: string): string[] {
  try {
    const entries = readdirSync(directory, { withFileTypes: true });
    return entries.filter((entry) => !entry.isDirectory()).map(({ name }) => name);
  } catch {
    // The listing named it a moment ago; the go command will say that it is gone.
    return [];
  }
}
