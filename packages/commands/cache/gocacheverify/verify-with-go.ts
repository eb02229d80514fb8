import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  parseVerifyPanic,
  takeMismatch,
  verifyCache,
  type EntryFinding,
  type MismatchFinding,
} from '../../../cache';
import { GoshawkError, type Finding } from '../../../support';
import { runProcess, type ProcessResult } from '../../../toolchain';
import { checkCommand } from '../../check-command';
import { distrustArtifacts } from '../../distrust-artifacts';
import { dimensionCommand, withScratch, type DimensionCommand } from '../../go-command';
import { costOf, rememberCost, type GoVerificationCost } from './cost';
import { commandOf, type VerifyPlan } from './verify-plan';

export interface GoVerificationRequest {
  readonly plan: VerifyPlan;
  /** Go commands at most: each stops at the first entry that it cannot confirm. */
  readonly mostRounds?: number;
  /** Called before anything is compiled. */
  readonly onCost?: (cost: GoVerificationCost) => void;
  /** Called with what is wrong, as it is found. */
  readonly onFinding?: (finding: Finding) => void;
  /** Called with what else is to be said of the go command. */
  readonly onRemark?: (finding: Finding) => void;
}

/** What `goshawk cache gocacheverify --json` prints. */
export interface GoVerificationDocument {
  readonly schemaVersion: 1;
  readonly dimension: string;
  readonly gocache: string;
  /** Arguments of the go command. */
  readonly command: readonly string[];
  readonly cost: GoVerificationCost;
  /**
   * `confirmed`: what was compiled is what the cache has now; `failed`: the go command failed otherwise; `unfinished`: entries
   * were still found wrong when the rounds were used up.
   */
  readonly result: 'confirmed' | 'failed' | 'unfinished';
  /** Each go command, in turn. */
  readonly rounds: readonly { readonly milliseconds: number; readonly exitCode: number }[];
  /** What was found before Go ran, since Go would have repaired it without a word, and what Go found. */
  readonly findings: readonly (EntryFinding | MismatchFinding)[];
  /** What the go command that failed printed. */
  readonly output: string;
}

const MOST_ROUNDS = 20;
const SWITCH = 'gocacheverify=1';

/**
 * Has Go compile everything again and compare with the cache (`GODEBUG=gocacheverify=1`): the one check that sees an output
 * which fits its entry and is still not what the sources give. Each wrong entry is moved into quarantine, and Go runs again.
 *
 * @throws GoshawkError 'interrupted', 'no-go-package', and what `go list` fails with
 */
export async function verifyWithGo(request: GoVerificationRequest): Promise<GoVerificationDocument> {
  const { plan, mostRounds = MOST_ROUNDS } = request;
  const { dimension } = plan;
  return withScratch(async (scratch) => {
    const prepared = await dimensionCommand({ ...plan, scratch });
    const command = commandOf(plan, prepared.flags);
    const cost = await costOf(plan, prepared);
    request.onCost?.(cost);
    const findings: (EntryFinding | MismatchFinding)[] = [...verifyBefore(plan)];
    for (const finding of findings) request.onFinding?.(finding);
    const rounds: { milliseconds: number; exitCode: number }[] = [];
    const documentOf = (
      result: GoVerificationDocument['result'],
      output: string,
    ): GoVerificationDocument => ({
      ...{ schemaVersion: 1, dimension: dimension.name, gocache: dimension.gocache, command, cost },
      ...{ result, rounds, findings, output },
    });
    while (rounds.length < mostRounds) {
      const ran = await runVerifying(prepared, command, join(scratch, String(rounds.length)));
      rounds.push({ milliseconds: Math.round(ran.milliseconds), exitCode: ran.exitCode });
      if (ran.exitCode === 0) {
        for (const finding of checkCommand(prepared, dimension)) request.onRemark?.(finding);
        rememberCost(plan, { packages: cost.packages, milliseconds: Math.round(ran.milliseconds) });
        return documentOf('confirmed', '');
      }
      const panic = parseVerifyPanic(ran.stderr);
      if (panic === undefined) return documentOf('failed', ran.stdout + ran.stderr);
      const finding = takeMismatch(panic, dimension.gocache, dimension.directory);
      findings.push(finding);
      request.onFinding?.(finding);
      // Go would stop at it again.
      if (finding.isLeft) break;
    }
    return documentOf('unfinished', '');
  });
}

/** Go writes an altered output anew when it makes the same again, and says nothing. */
function verifyBefore({ dimension }: VerifyPlan): readonly EntryFinding[] {
  const { gocache, directory } = dimension;
  return verifyCache({
    ...{ gocache, stateDirectory: directory, scopes: [{ of: 'all' }] },
    ...{ depth: 'digest', trust: 'nothing', repair: 'quarantine' },
    beforeRepair: (wrong) => distrustArtifacts(directory, wrong),
  }).findings;
}

async function runVerifying(
  { go, cwd, env }: DimensionCommand,
  args: readonly string[],
  scratch: string,
): Promise<ProcessResult> {
  // A go command that panics leaves its work directory.
  mkdirSync(scratch);
  const merged = { ...env, GODEBUG: withSwitch(env.GODEBUG), GOTMPDIR: scratch };
  const ran = await runProcess({ file: go, args, cwd, env: merged });
  if (ran.stoppedBy === undefined) return ran;
  throw new GoshawkError({
    code: 'interrupted',
    message: `The verification was interrupted by ${ran.stoppedBy}.`,
    next: 'Run it again: nothing that was good is lost.',
  });
}

/** The user's settings with ours, of which the last one counts. */
export function withSwitch(settings: string | undefined): string {
  return settings === undefined || settings === '' ? SWITCH : `${settings},${SWITCH}`;
}
