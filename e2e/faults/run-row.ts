import type { State } from '../pollution/row';
import type { Outcome } from '../support/oracle';
import { askOracle } from './oracle';
import type { Run } from './outcome';
import type { FaultRow } from './row';
import { replaceSources, type Side, type Site } from './site';
import { WAYS, type WayName } from './ways';

/** All runs of one row, by way. */
export interface RowRuns {
  /** What plain Go makes of the second state with an empty cache. */
  readonly oracle: Outcome;
  readonly first: Readonly<Partial<Record<WayName, Run>>>;
  /** With the fault. */
  readonly second: Readonly<Partial<Record<WayName, Run>>>;
  /** Once more, after a run that failed or whose cause has gone; of Goshawk's ways only. */
  readonly third: Readonly<Partial<Record<WayName, Run>>>;
}

type Runs = Partial<Record<WayName, Run>>;

/** Runs the commands of a row before and after its fault. The two sides work at the same time. */
export async function runRow(row: FaultRow, site: Site): Promise<RowRuns> {
  const [first, second, third]: [Runs, Runs, Runs] = [{}, {}, {}];
  let oracle: Promise<Outcome> | undefined;
  const sides = await Promise.allSettled(
    [site.plain, site.goshawk].map(async (side) => {
      Object.assign(first, await runFirst(row, side));
      if (row.damage !== undefined) {
        if (side === site.goshawk) oracle = askOracle(row, row.first ?? {}, site);
        Object.assign(second, await runDamaged(row, side, third));
      } else {
        await enter(row.second, side);
        if (row.removesArtifacts === true) side.space.remove('dist');
        const state = row.second ?? {};
        if (side === site.goshawk) oracle = askOracle(row, state, site);
        Object.assign(second, await runAll(row, state, side));
      }
    }),
  );
  // Both have ended: the next row may use the site.
  for (const side of sides) if (side.status === 'rejected') throw side.reason;
  if (oracle === undefined) throw new Error('nobody asked the oracle');
  return { oracle: await oracle, first, second, third };
}

async function runFirst(row: FaultRow, side: Side): Promise<Runs> {
  const state = row.first ?? {};
  if (row.older !== undefined) {
    replaceSources(side, row.older);
    await runAll(row, state, side);
  }
  if (row.damage !== undefined) replaceSources(side, row.files);
  await enter(state, side);
  // With the directory and the cache of plain Go, plain Nx has everything as well.
  const ways = side.ways.filter((way) => row.damage === undefined || way !== 'plainNx');
  return runAll(row, state, { ...side, ways });
}

async function enter(state: State | undefined, { space, filesOf }: Side): Promise<void> {
  space.write(filesOf(state?.files ?? {}));
  await state?.apply?.(space);
}

async function runAll(row: FaultRow, state: State, { space, place, ways }: Side): Promise<Runs> {
  const runs: Runs = {};
  for (const way of ways) runs[way] = await WAYS[way]({ row, state, space, place });
  return runs;
}

/** Damages the cache for each way alone. */
async function runDamaged(row: FaultRow, side: Side, third: Runs): Promise<Runs> {
  const { space, place, ways } = side;
  const runs: Runs = {};
  for (const way of ways) {
    const run = () => WAYS[way]({ row, state: row.first ?? {}, space, place });
    await place.restoredAfter(async () => {
      space.remove('dist');
      space.remove('.out');
      const damaged = await row.damage?.(place, space);
      try {
        const result = await run();
        runs[way] = result;
        damaged?.relieve?.();
        const mustHeal =
          damaged?.relieve !== undefined ||
          (row.layer === 'entries of the build cache' && !result.outcome.succeeded);
        if (mustHeal && (way === 'exec' || way === 'nx')) third[way] = await run();
      } finally {
        damaged?.end?.();
      }
    });
  }
  return runs;
}
