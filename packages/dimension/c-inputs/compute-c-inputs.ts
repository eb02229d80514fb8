import { statSync } from 'node:fs';
import { sha256 } from '../../support';
import { readCSettings } from './compiler/c-settings';
import { readExtraInputs } from './extra/extra-inputs';
import { cCompilerIdentity, type CCompilerIdentity } from './identity/compiler-identity';
import { inspectPackage, type Inspection } from './inspect-package';
import { LogicalPaths } from './logical-path';
import { closureKey } from './memo/closure-key';
import { ClosureMemo } from './memo/closure-memo';
import { directoryChangedAt } from './memo/directory-state';
import { readableDigest, UNREADABLE } from './readable-digest';
import type { CContext, CgoPackage, CInputFile, CInputs } from './types';

/** File systems stamp with a clock that lags behind ours by up to a tick. */
const CLOCK_TICK_MILLISECONDS = 10;

/**
 * Computes the C input closure of a cgo package: every file that the C compiler, the assembler and the linker read
 * for it. A call after which nothing changed costs file stats; any other runs the compiler's preprocessor.
 *
 * A compiler or pkg-config that is missing or fails makes the closure incomplete and is never thrown: the build itself
 * shows the user what is wrong, in the tool's own words.
 */
export async function computeCInputs(pkg: CgoPackage, context: CContext): Promise<CInputs> {
  const settings = readCSettings(pkg, context);
  const extra = readExtraInputs(context.memoDirectory, pkg.importPath);
  const compiler = (await identityOf(context)).digest;
  const memo = new ClosureMemo(context, closureKey(pkg, settings, context, { compiler, extra }));
  const known = memo.find();
  if (known !== undefined) return known;
  const started = Date.now() - CLOCK_TICK_MILLISECONDS;
  const inspection = await inspectPackage(pkg, settings, context);
  const inputs = describe(pkg, inspection, extra, context);
  if (
    !inspection.hasFailed &&
    inputs.files.every(({ digest }) => digest !== UNREADABLE) &&
    !hasChangedSince(started, inputs, inspection)
  )
    memo.save(inputs, inspection.dependencies);
  return inputs;
}

function describe(
  pkg: CgoPackage,
  inspection: Inspection,
  extra: readonly string[],
  context: CContext,
): CInputs {
  const logical = new LogicalPaths(context.roots);
  const roles = [
    ...inspection.files,
    ...extra.filter((path) => !inspection.files.has(path)).map((path) => [path, 'observed'] as const),
  ];
  const files = roles.map(([path, role]): CInputFile => {
    return { path, logical: logical.name(path), digest: readableDigest(path, context), role };
  });
  files.sort((a, b) => (a.logical < b.logical ? -1 : 1));
  const unreadable = files
    .filter(({ digest }) => digest === UNREADABLE)
    .map(({ path }) => `${path} cannot be read`);
  const notes = [...inspection.notes, ...unreadable];
  const lines = files.map((file) => `file ${file.role} ${file.digest} ${file.logical}`);
  return {
    importPath: pkg.importPath,
    digest: sha256('c-inputs 1', ...[...lines, ...inspection.facts].sort()),
    files,
    complete: notes.length === 0,
    notes,
  };
}

/** A file that was written while the compiler read it may be digested in another state than the one it was read in. */
function hasChangedSince(time: number, { files }: CInputs, { dependencies }: Inspection): boolean {
  return (
    files.some(({ path }) => (statSync(path, { throwIfNoEntry: false })?.ctimeMs ?? 0) >= time) ||
    dependencies.directories.some((path) => directoryChangedAt(path) >= time)
  );
}

const identities = new WeakMap<CContext, Promise<CCompilerIdentity>>();

/** One identity for all packages of a context, which stands for one look at the machine. */
function identityOf(context: CContext): Promise<CCompilerIdentity> {
  const known = identities.get(context) ?? cCompilerIdentity(context);
  identities.set(context, known);
  return known;
}
