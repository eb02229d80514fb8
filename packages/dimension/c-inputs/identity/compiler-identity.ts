import { join } from 'node:path';
import { readJsonFile, readVariable, sha256 } from '../../../support';
import { splitQuoted } from '../../../toolchain';
import { archFlags } from '../compiler/compiler-command';
import { findProgram } from '../compiler/find-program';
import { cEnvironment } from '../c-environment';
import { LogicalPaths } from '../logical-path';
import { readDirectoryState, recheckDirectory, type DirectoryState } from '../memo/directory-state';
import { saveMemoFile } from '../memo/save-memo-file';
import { readableDigest } from '../readable-digest';
import type { CContext } from '../types';
import { probeCompiler, type ProbedCompiler } from './probe-compiler';
import { sharedLibrariesOf } from './shared-libraries';

/** Which C and C++ compiler a build uses, by content. */
export interface CCompilerIdentity {
  /** SHA-256 (hex) over names and contents of all files and the version. */
  readonly digest: string;
  /** For people, digest included: equal values, equal compilers. */
  readonly value: string;
  readonly files: readonly string[];
}

interface IdentityMemo {
  readonly version: typeof VERSION;
  readonly files: readonly (readonly [path: string, digest: string])[];
  readonly directories: readonly (readonly [path: string, state: DirectoryState])[];
  readonly lookups: ProbedCompiler['lookups'];
  readonly identity: CCompilerIdentity;
}

const VERSION = 2;
/** What the loader resolves libraries with; no part of the identity, but a reason to ask again. */
const LOADER_FILES = ['/etc/ld.so.cache', '/etc/ld.so.preload'];

/**
 * Establishes the identity of CC and CXX: drivers, wrappers among them, and the tools, libraries and start files behind
 * them, all by content. Memoised by file stats: a warm call starts no process.
 */
export async function cCompilerIdentity(context: CContext): Promise<CCompilerIdentity> {
  const { goEnv, memoDirectory } = context;
  const compilers = [splitQuoted(goEnv.CC || 'gcc'), splitQuoted(goEnv.CXX || 'g++')];
  const memoFile = join(memoDirectory, 'c-compiler', `${memoKey(compilers, context)}.json`);
  const memo = readJsonFile(memoFile, isIdentityMemo);
  if (memo !== undefined && isCurrent(memo, context)) return memo.identity;
  const probed: ProbedCompiler[] = [];
  for (const words of compilers) probed.push(await probeCompiler(words, context));
  const loaded = await sharedLibrariesOf(
    probed.flatMap(({ programs }) => programs),
    context,
  );
  const fresh = describe(compilers, probed, loaded, context);
  // A compiler that is there and says nothing may have failed this once.
  const isSettled = probed.every(({ version, programs }) => version !== '' || programs.length === 0);
  if (isSettled) saveMemoFile(memoFile, fresh);
  return fresh.identity;
}

function describe(
  compilers: readonly string[][],
  probed: readonly ProbedCompiler[],
  loaded: readonly string[],
  context: CContext,
): IdentityMemo {
  const paths = [
    ...new Set([...probed.flatMap(({ programs, files }) => [...programs, ...files]), ...loaded]),
  ].sort();
  const digests = paths.map((path) => [path, readableDigest(path, context)] as const);
  const versions = probed.map(({ version }) => version);
  const logical = new LogicalPaths(context.roots);
  const named = digests.map(([path, digest]) => [logical.name(path), digest]);
  const digest = sha256(JSON.stringify([logical.rewrite(JSON.stringify(compilers)), versions, named]));
  const titles = versions.map(
    (version, index) => version || `${compilers[index]?.join(' ') ?? ''} (no answer)`,
  );
  const directories = [...new Set(probed.flatMap((one) => one.directories))];
  return {
    version: VERSION,
    files: [...digests, ...LOADER_FILES.map((path) => [path, readableDigest(path, context)] as const)],
    directories: directories.map((path) => [path, readDirectoryState(path)]),
    lookups: probed.flatMap(({ lookups }) => lookups),
    identity: { digest, value: `${[...new Set(titles)].join(', ')} ${digest.slice(0, 32)}`, files: paths },
  };
}

function isCurrent({ files, directories, lookups }: IdentityMemo, context: CContext): boolean {
  const { env, cwd } = context;
  return (
    lookups.every(([name, path]) => (findProgram(name, env, cwd) ?? '') === path) &&
    files.every(([path, digest]) => readableDigest(path, context) === digest) &&
    directories.every(([path, state]) => recheckDirectory(path, state) !== undefined)
  );
}

/** PATH is not in it, since it differs between a terminal and a task runner: the lookups are repeated instead. */
function memoKey(compilers: readonly string[][], { env, goEnv, roots }: CContext): string {
  const loader = ['LD_LIBRARY_PATH', 'LD_PRELOAD'].map((name) => readVariable(env, name) ?? '');
  return sha256(JSON.stringify([VERSION, compilers, archFlags(goEnv), loader, cEnvironment(env), roots]));
}

function isIdentityMemo(value: unknown): value is IdentityMemo {
  return (
    typeof value === 'object' &&
    value !== null &&
    'version' in value &&
    value.version === VERSION &&
    'files' in value &&
    Array.isArray(value.files) &&
    'directories' in value &&
    Array.isArray(value.directories) &&
    'lookups' in value &&
    Array.isArray(value.lookups) &&
    'identity' in value
  );
}
