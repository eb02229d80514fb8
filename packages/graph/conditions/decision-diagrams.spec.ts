import { catchError } from '../../support/testing/catch-error';
import { DecisionDiagrams, NEVER, type Diagram } from './decision-diagrams';

/** A function that only one of `count` bits of a number decides, whose diagrams double with each of them. */
function choose(diagrams: DecisionDiagrams, count: number): Diagram {
  let all: Diagram = NEVER;
  for (let one = 0; one < 2 ** count; one++) {
    let term = diagrams.variable(count + one);
    for (let bit = 0; bit < count; bit++) {
      const is = diagrams.variable(bit);
      term = diagrams.and(term, (one >> bit) % 2 === 1 ? is : diagrams.not(is));
    }
    all = diagrams.or(all, term);
  }
  return all;
}

describe('DecisionDiagrams', () => {
  it('throw where there are more than can be told apart, and never answer wrong', () => {
    expect(catchError(() => choose(new DecisionDiagrams(100), 4))).toMatchObject({
      code: 'too-many-conditions',
      message: expect.stringContaining('more than 100 conditions') as string,
    });
    const diagrams = new DecisionDiagrams();
    const first = choose(diagrams, 4);
    expect(choose(diagrams, 4)).toBe(first);
  });

  it('tell diagrams apart beyond 2^20 of them', () => {
    const diagrams = new DecisionDiagrams();
    const count = 2 ** 20 + 3;
    const variables = Array.from({ length: count }, (_, index) => diagrams.variable(index));
    const [first, second, third] = variables as [Diagram, Diagram, Diagram];
    const last = variables[count - 1] as Diagram;
    const low = diagrams.and(first, last);
    // Packed into one number with 20 bits for each, the two pairs were one.
    expect(diagrams.and(second, (last - 2 ** 20) as Diagram)).not.toBe(low);
    expect(diagrams.and(third, last)).not.toBe(low);
  });
});
