import fc from 'fast-check';
import { portionsOf } from './portions';

it('portions hold every package once, in order, within the limit', () => {
  fc.assert(
    fc.property(
      fc.array(fc.string({ minLength: 1, maxLength: 30 })),
      fc.integer({ min: 1, max: 60 }),
      (names, limit) => {
        const portions = portionsOf(names, limit);
        expect(portions.flat()).toEqual(names);
        for (const portion of portions)
          expect(portion.length === 1 || portion.join(' ').length <= limit).toBe(true);
        // No two neighbours would have fitted into one.
        portions.slice(1).forEach((portion, index) => {
          const joined = [...(portions[index] ?? []), portion[0]].join(' ');
          expect(joined.length + 1).toBeGreaterThan(limit);
        });
      },
    ),
  );
});
