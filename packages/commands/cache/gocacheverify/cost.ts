import { join } from 'node:path';
import { GoshawkError, isObject, readJsonFile, writeFileAtomic } from '../../../support';
import { listPackages } from '../../../toolchain';
import type { DimensionCommand } from '../../go-command';
import type { VerifyPlan } from './verify-plan';

/** What it will cost: every package is compiled again, whatever the cache has. */
export interface GoVerificationCost {
  /** Those that are named and all that they import. */
  readonly packages: number;
  /** Those of the standard library among them. */
  readonly standard: number;
  /** What the last such run in this dimension took for one go command. */
  readonly previous: { readonly packages: number; readonly milliseconds: number } | null;
}

/**
 * Counts what will be compiled.
 *
 * @throws GoshawkError 'no-go-package', and what `go list` fails with
 */
export async function costOf(
  plan: VerifyPlan,
  { go, cwd, env, flags }: DimensionCommand,
): Promise<GoVerificationCost> {
  const test = plan.verb === 'build' ? [] : ['-test'];
  const packages = await listPackages({
    ...{ go, cwd, env },
    args: ['-deps', ...test, ...plan.flags, ...flags, ...plan.patterns],
  });
  const missing = packages.find(
    ({ Error: error, DepOnly: isImported }) => error !== undefined && !isImported,
  );
  if (missing !== undefined && missing.Name === '')
    throw noPackage(missing.ImportPath, missing.Error?.Err ?? '', cwd);
  return {
    packages: packages.length,
    standard: packages.filter(({ Standard: isStandard }) => isStandard).length,
    previous: readJsonFile(costFile(plan), isCost) ?? null,
  };
}

function noPackage(named: string, words: string, cwd: string): GoshawkError {
  return new GoshawkError({
    code: 'no-go-package',
    message: `${named} is no package in ${cwd}: ${words}`,
    next: 'Give an import path, a pattern such as ./..., the name of a project, or project:target.',
    exitCode: 2,
  });
}

type Cost = NonNullable<GoVerificationCost['previous']>;

function costFile({ dimension }: VerifyPlan): string {
  return join(dimension.directory, 'gocacheverify.json');
}

function isCost(value: unknown): value is Cost {
  return isObject(value) && typeof value.packages === 'number' && typeof value.milliseconds === 'number';
}

/** Keeps how long it took, for the next time. */
export function rememberCost(plan: VerifyPlan, cost: Cost): void {
  writeFileAtomic(costFile(plan), `${JSON.stringify(cost)}\n`);
}
