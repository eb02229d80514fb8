import * as fc from 'fast-check';
import { isFullMatrix } from '../../support/testing/full-matrix';
import { DAMAGE_CLASSES, DAMAGES, type DamageClass, type HarmedVictim } from '../testing/damages';
import { FilledCache } from '../testing/filled-cache';
import { addManyPrograms } from '../testing/many-programs';
import { victimsIn, type Victim } from '../testing/victims';

/** Rounds of many faults each; many more find what few leave. */
const ROUNDS = Number(process.env.GOSHAWK_DAMAGE_ROUNDS ?? (isFullMatrix ? 200 : 4));
/** How many faults there have to be, of each class and in all. */
const [LEAST, LEAST_IN_ALL] = isFullMatrix ? [500, 10_000] : [1, 80];

jest.setTimeout(isFullMatrix ? 3_600_000 : 300_000);

let own: FilledCache;
let victims: readonly Victim[];

beforeAll(() => {
  own = FilledCache.fill();
  addManyPrograms(own);
  expect(own.verify().findings).toEqual([]);
  victims = victimsIn(own);
});

it.each(DAMAGES.map((damage) => [damage.name, damage] as const))('is found: %s', (_, damage) => {
  const victim = victims.map((one) => ({ ...one, place: 0.6 })).find((one) => damage.fits(one));
  if (victim === undefined) throw new Error('no entry fits');
  expectFindings([{ damage, victim }], 'states');
});

it('is found in its own entry, however many others are damaged', () => {
  const counts = new Map<DamageClass, number>();
  const fault = fc.record({
    of: fc.constantFrom(...DAMAGE_CLASSES),
    damage: fc.nat(),
    victim: fc.nat(),
    // Doubles are drawn evenly by their bits, and nearly all of those are next to 0.
    place: fc.integer({ min: 0, max: 999_999 }).map((millionths) => millionths / 1_000_000),
  });
  fc.assert(
    fc.property(fc.array(fault, { minLength: 40, maxLength: 80 }), (faults) => {
      const taken = new Set<string>();
      const planned = faults.flatMap((drawn) => {
        const one = plan(drawn, taken);
        if (one === undefined) return [];
        for (const { id } of harmedBy(one)) taken.add(id);
        return [one];
      });
      expectFindings(planned, 'nothing');
      for (const { damage } of planned) counts.set(damage.class, (counts.get(damage.class) ?? 0) + 1);
    }),
    { numRuns: ROUNDS, seed: 20261128, endOnFailure: true },
  );
  const inAll = [...counts.values()].reduce((sum, count) => sum + count, 0);
  if (isFullMatrix) {
    const told = DAMAGE_CLASSES.map((name) => `${name} ${counts.get(name) ?? 0}`).join(', ');
    process.stdout.write(`${inAll} faults: ${told}\n`);
  }
  const few = DAMAGE_CLASSES.filter((name) => (counts.get(name) ?? 0) < LEAST);
  expect({ few, isEnough: inAll >= LEAST_IN_ALL, counts }).toMatchObject({ few: [], isEnough: true });
});

interface Fault {
  readonly damage: (typeof DAMAGES)[number];
  readonly victim: HarmedVictim;
}

/** The fault that numbers stand for; undefined where no entry is left that it could be about. */
function plan(
  drawn: { readonly of: DamageClass; damage: number; victim: number; place: number },
  taken: ReadonlySet<string>,
): Fault | undefined {
  const ofClass = DAMAGES.filter((each) => each.class === drawn.of);
  const damage = ofClass[drawn.damage % ofClass.length];
  if (damage === undefined) return undefined;
  const fitting = victims
    .map((one) => ({ ...one, place: drawn.place }))
    .filter(
      (victim) => damage.fits(victim) && harmedBy({ damage, victim }).every(({ id }) => !taken.has(id)),
    );
  const victim = fitting[drawn.victim % fitting.length];
  return victim === undefined ? undefined : { damage, victim };
}

function harmedBy({ damage, victim }: Fault) {
  return [victim.entry, ...(damage.involves?.(victim) ?? [])];
}

/** All faults at once: each is found, and nothing else is. */
function expectFindings(faults: readonly Fault[], trust: 'states' | 'nothing'): void {
  const expected = new Map(
    faults.flatMap(({ damage, victim }) =>
      damage.finds(victim).map(({ entry, codes }) => [entry as string, codes] as const),
    ),
  );
  const { findings } = own.during(faults.flatMap(harmedBy), () => {
    for (const { damage, victim } of faults) damage.apply(victim, own.cache);
    return own.verify({ trust });
  });
  // What was put back is as it was, and what had gone is known again.
  expect(own.verify({ scopes: [{ of: 'new' }] }).findings).toEqual([]);
  expect(findings.map(({ entry }) => entry as string).sort()).toEqual([...expected.keys()].sort());
  for (const { entry, code } of findings) expect(expected.get(entry)).toContain(code);
}
