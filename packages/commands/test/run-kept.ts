import { parseGoArguments } from '../../toolchain';
import { portionsOf } from '../portions';
import { binaryArguments, keyArguments } from './arguments/binary-arguments';
import { freshSalt, NO_SALT, saltFlags, type Salt } from './arguments/salt';
import type { GroupRun } from './group-run';
import type { GroupSetup } from './group-setup';
import type { ReadInputs } from './observed/read-inputs';
import { ResultProofs, type ProofContext, type TestedPackage } from './observed/result-proofs';
import type { Settling } from './settling';

const RUN_ANYWAY = ['-count=1'];

/** Tests packages where Go keeps results: a "(cached)" that nothing proves is no result, and its package runs again. */
export async function runKept(
  setup: GroupSetup,
  run: GroupRun,
  settling: Settling,
): Promise<ReadonlyMap<string, ReadInputs>> {
  return new KeptRun(setup, run, settling).all();
}

class KeptRun {
  private readonly proofs: ResultProofs;

  constructor(
    private readonly setup: GroupSetup,
    private readonly run: GroupRun,
    private readonly settling: Settling,
  ) {
    this.proofs = new ResultProofs(proofContext(setup));
  }

  async all(): Promise<ReadonlyMap<string, ReadInputs>> {
    const { packages, elsewhere } = this.setup;
    const bySalt = this.proofs.chooseSalts(packages);
    if (elsewhere.length > 0 && !bySalt.has(NO_SALT)) bySalt.set(NO_SALT, []);
    const unproven: TestedPackage[] = [];
    for (const [salt, own] of bySalt) {
      unproven.push(...(await this.under(salt, own, salt === NO_SALT ? elsewhere : [])));
    }
    if (unproven.length > 0) await this.again(unproven);
    return this.proofs.inputs;
  }

  private async again(unproven: readonly TestedPackage[]): Promise<void> {
    const left = await this.under(freshSalt(), unproven, []);
    if (left.length > 0) await this.run.command(namesOf(left), RUN_ANYWAY, this.settling.now);
  }

  /** Runs packages under one salt; those whose "(cached)" nothing proves are returned. */
  private async under(
    salt: Salt,
    packages: readonly TestedPackage[],
    others: readonly string[],
  ): Promise<TestedPackage[]> {
    const flags = saltFlags(salt, this.setup.flags, this.setup.task.dimension.goEnv);
    const byName = new Map(packages.map((tested) => [tested.importPath, tested]));
    const unproven: TestedPackage[] = [];
    for (const portion of portionsOf([...byName.keys(), ...others])) {
      if (this.run.stoppedBy !== undefined) return [];
      const own = portion.flatMap((name) => byName.get(name) ?? []);
      const before = this.proofs.lookBefore(own);
      const outcome = await this.run.command(portion, flags ?? RUN_ANYWAY, this.settling.unlessCached);
      if (flags === undefined) continue;
      const doubted = this.proofs.judge(own, outcome, salt, before);
      const open = new Set(namesOf(doubted));
      this.settling.all([...outcome.results.values()].filter(({ importPath }) => !open.has(importPath)));
      unproven.push(...doubted);
    }
    return unproven;
  }
}

function proofContext({ task, prepared, scope, leftOut, flags, programArguments }: GroupSetup): ProofContext {
  const { dimension } = task;
  const { goEnv } = dimension;
  const keyUnder = (salt: Salt): string[] => {
    const salted = parseGoArguments('test', saltFlags(salt, flags, goEnv) ?? []).flags;
    const args = binaryArguments({ goEnv, flags: [...flags, ...salted], programArguments });
    return keyArguments(args, goEnv.GOVERSION) ?? [];
  };
  return {
    dimension,
    goVersion: goEnv.GOVERSION,
    env: prepared.env,
    scope,
    leftOut,
    keyArguments: keyUnder,
  };
}

function namesOf(packages: readonly TestedPackage[]): string[] {
  return packages.map(({ importPath }) => importPath);
}
