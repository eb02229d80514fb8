import { join } from 'node:path';
import { saveMemo, type Dimension } from '../../dimension';
import {
  parseGoArguments,
  readActionGraph,
  runProcess,
  type GoCommand,
  type GoFlag,
  type ProcessResult,
} from '../../toolchain';
import type { DimensionCommand } from '../go-command';
import { binaryArguments, keyArguments } from '../test/arguments/binary-arguments';
import { freshSalt, NO_SALT, saltFlags, type Salt } from '../test/arguments/salt';
import { bareName } from '../test/arguments/test-arguments';
import { ResultProofs, type TestedPackage } from '../test/observed/result-proofs';
import { pathScope } from '../test/observed/tracked-paths';
import { TestEvents } from '../test/results/test-events';
import { readPlainResults } from '../test/results/plain-results';

export interface ExecTestRequest {
  readonly command: GoCommand;
  readonly prepared: DimensionCommand;
  readonly dimension: Dimension;
  /** Workspace packages that the command tests. */
  readonly packages: readonly TestedPackage[];
  readonly scratch: string;
}

/**
 * Whether Go keeps results of a test command line, so that a "(cached)" can be an old one: packages are named, and nothing is
 * asked for that Go keeps nothing of.
 */
export function keepsTestResults({
  command,
  dimension,
}: Pick<ExecTestRequest, 'command' | 'dimension'>): boolean {
  const { goEnv } = dimension;
  const isForeign = goEnv.GOOS !== goEnv.GOHOSTOS || goEnv.GOARCH !== goEnv.GOHOSTARCH;
  if (command.packages.length === 0 || isForeign || command.programArguments.length > 0) return false;
  const flags = flagsOf(command);
  if (flags.some((flag) => ['exec', 'c', 'o', 'n', 'list'].includes(bareName(flag)))) return false;
  return (
    keyArguments(
      binaryArguments({ goEnv, flags, programArguments: [], prints: printsOf(flags) }),
      goEnv.GOVERSION,
    ) !== undefined
  );
}

/**
 * Runs a `go test` command line as it is, but for a "(cached)" that nothing proves: such packages run again, and say so.
 * Output is passed on as it comes.
 */
export async function execTest(request: ExecTestRequest): Promise<ProcessResult> {
  const { command, prepared, dimension, packages } = request;
  const flags = flagsOf(command);
  const { goEnv, listing, gocache, digests } = dimension;
  const keyUnder = (salt: Salt) => {
    const salted = parseGoArguments('test', saltFlags(salt, flags, goEnv) ?? []).flags;
    const args = binaryArguments({
      goEnv,
      flags: [...flags, ...salted],
      programArguments: [],
      prints: printsOf(flags),
    });
    return keyArguments(args, goEnv.GOVERSION) ?? [];
  };
  const counted = listing.modules.map(({ dir }) => dir);
  const scope = pathScope(prepared.env, [goEnv.GOROOT, goEnv.GOMODCACHE, goEnv.GOCACHE, gocache], counted);
  const goVersion = goEnv.GOVERSION;
  const proofs = new ResultProofs({
    dimension,
    goVersion,
    env: prepared.env,
    scope,
    leftOut: [],
    keyArguments: keyUnder,
  });
  const salt = commonSalt(proofs.chooseSalts(packages));
  const before = proofs.lookBefore(packages);
  const first = await run(request, saltFlags(salt, flags, goEnv) ?? ['-count=1'], command.packages);
  const doubted = first.stoppedBy === undefined ? proofs.judge(packages, first, salt, before) : [];
  if (doubted.length === 0) {
    saveMemo(digests);
    return first.process;
  }
  const names = doubted.map(({ importPath }) => importPath);
  process.stderr.write(`goshawk: nothing proves the cached result of ${names.join(', ')}; testing again.\n`);
  const fresh = freshSalt();
  const beforeAgain = proofs.lookBefore(doubted);
  // A profile is written anew by each command, so that all of it must come from one.
  const hasProfile = flags.some((flag) => bareName(flag) === 'coverprofile');
  const again = hasProfile ? command.packages : names;
  const second = await run(request, saltFlags(fresh, flags, goEnv) ?? ['-count=1'], again);
  proofs.judge(doubted, second, fresh, beforeAgain);
  saveMemo(digests);
  return first.process.exitCode === 0 ? second.process : first.process;
}

/** One salt for the whole command line: that of most packages which have one. */
function commonSalt(bySalt: ReadonlyMap<Salt, readonly TestedPackage[]>): Salt {
  const salted = [...bySalt].filter(([salt]) => salt !== NO_SALT);
  salted.sort(([, a], [, b]) => b.length - a.length);
  return salted[0]?.[0] ?? NO_SALT;
}

async function run(
  { command, prepared, scratch }: ExecTestRequest,
  salted: readonly string[],
  packages: readonly string[],
) {
  const graphFile = join(scratch, `actions-${packages.length}-${Date.now()}.json`);
  const isJson = printsOf(flagsOf(command)) === 'events';
  const events = new TestEvents(() => undefined);
  const startTime = Date.now();
  let text = '';
  const result = await runProcess({
    file: prepared.go,
    args: [
      'test',
      `-debug-actiongraph=${graphFile}`,
      ...command.flags,
      ...salted,
      ...prepared.flags,
      ...packages,
    ],
    cwd: prepared.cwd,
    env: prepared.env,
    onStdout: (chunk) => {
      process.stdout.write(chunk);
      if (isJson) events.write(chunk);
      else text += chunk;
    },
    onStderr: (chunk) => void process.stderr.write(chunk),
  });
  events.end();
  return {
    process: result,
    stoppedBy: result.stoppedBy,
    startTime,
    results: isJson ? events.packages : readPlainResults(text),
    graph: readActionGraph(graphFile),
  };
}

function printsOf(flags: readonly GoFlag[]): 'events' | 'text' {
  return flags.some((flag) => bareName(flag) === 'json' && flag.value !== 'false') ? 'events' : 'text';
}

function flagsOf(command: GoCommand): readonly GoFlag[] {
  return parseGoArguments('test', command.flags).flags;
}
