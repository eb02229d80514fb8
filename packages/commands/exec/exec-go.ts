import { resolve } from 'node:path';
import { realpathSync } from 'node:fs';
import { defaultCacheRoot, type Finding, GoshawkError } from '../../support';
import { describeDimension, type Dimension, type WorkspacePackage } from '../../dimension';
import {
  findGo,
  runProcess,
  splitGoCommand,
  type Env,
  type GoCommand,
  type ProcessResult,
} from '../../toolchain';
import { CacheGuard } from '../cache-guard';
import { checkCommand } from '../check-command';
import { dimensionCommand, withScratch } from '../go-command';
import { PlacedArtifacts } from '../placed-artifacts';
import { execTest, keepsTestResults } from './exec-test';
import { packagesNamed, packagesRead } from './named-packages';
import { withForeignTargetsAside } from './set-aside';
import { targetsOf } from './targets';

export interface ExecRequest {
  /** A go command line, with or without the leading `go`. */
  readonly argv: readonly string[];
  readonly cwd: string;
  readonly env: Env;
  readonly goBinary?: string;
  readonly cacheRoot?: string;
  readonly onFinding?: (finding: Finding) => void;
}

/** Verbs that neither build nor read the build cache: they run as they are, also where the module is broken. */
const PLAIN_VERBS = new Set(['', 'bug', 'doc', 'fmt', 'help', 'mod', 'telemetry', 'version', 'work']);

/** Verbs that take build flags. Others, such as `go env`, run as they are where go.mod cannot be read. */
const COMPILING_VERBS = new Set(['build', 'install', 'list', 'run', 'test', 'vet']);

/** Verbs that read compiled packages, indexes or programs of the build cache. */
const READING_VERBS = new Set([...COMPILING_VERBS, 'fix', 'generate', 'tool']);

/**
 * Runs any go command in its build dimension, on the caller's terminal: same output, same exit code.
 *
 * @throws GoshawkError when the dimension of a command that builds cannot be established
 */
export async function execGo(request: ExecRequest): Promise<ProcessResult> {
  const command = splitGoCommand(request.argv);
  const cwd = realpathSync(resolve(request.cwd, command.chdir ?? '.'));
  const env = { ...request.env, PWD: undefined };
  const go = findGo({ goBinary: command.go ?? request.goBinary, env, cwd });
  const words = command.go === undefined ? request.argv : request.argv.slice(1);
  if (PLAIN_VERBS.has(command.verb)) return run(go, words, request.cwd, env);
  const cacheRoot = request.cacheRoot ?? defaultCacheRoot(env);
  let dimension: Dimension;
  try {
    const { flags } = command;
    // Verbs that do not build know none of GOFLAGS; they are to name, or clean, what a build uses.
    const verb = COMPILING_VERBS.has(command.verb) ? command.verb : 'build';
    dimension = await describeDimension({ go, cwd, env, flags, verb, cacheRoot });
  } catch (error) {
    const isBroken = error instanceof GoshawkError && error.code === 'go-list-failed';
    if (!isBroken || COMPILING_VERBS.has(command.verb)) throw error;
    return run(go, words, request.cwd, env);
  }
  const guard = READING_VERBS.has(command.verb) ? new CacheGuard(dimension, [], 'vet') : undefined;
  // What the command will read is not known before, and what a program did cannot be undone afterwards.
  guard?.before();
  return withScratch(async (scratch) => {
    const named = packagesNamed(command.packages, dimension, cwd);
    const prepared = await dimensionCommand({
      go,
      cwd,
      env,
      dimension,
      packages: packagesRead(named, dimension),
      scratch,
    });
    const result =
      command.verb === 'test' && keepsTestResults({ command, dimension })
        ? await execTest({
            command,
            prepared,
            dimension,
            packages: packagesOf(named, dimension),
            scratch,
          })
        : await withForeignTargetsAside(
            targetsOf(command, packagesOf(named, dimension), cwd, dimension),
            new PlacedArtifacts(dimension.directory),
            { go, cwd, env: prepared.env },
            () => run(go, composed(command, prepared.flags), cwd, prepared.env),
          );
    guard?.after();
    const found = [...(guard?.findings ?? []), ...checkCommand(prepared, dimension)];
    for (const finding of found) request.onFinding?.(finding);
    return result;
  });
}

function run(go: string, args: readonly string[], cwd: string, env: Env): Promise<ProcessResult> {
  return runProcess({ file: go, args, cwd, env, stdio: 'inherit' });
}

/** The command line with our flags after the user's, so that a merged -overlay takes the place of theirs. */
function composed(command: GoCommand, flags: readonly string[]): string[] {
  const own = COMPILING_VERBS.has(command.verb) ? flags : [];
  return [command.verb, ...command.flags, ...own, ...command.rest];
}

function packagesOf(named: readonly number[], { listing }: Dimension): WorkspacePackage[] {
  return named.flatMap((index) => listing.packages[index] ?? []);
}
