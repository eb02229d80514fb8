import { GoshawkError } from '../../support';

/** A boolean function of numbered variables: equal functions are equal numbers. */
export type Diagram = number & { readonly __brand: 'Diagram' };

export const NEVER = 0 as Diagram;
export const ALWAYS = 1 as Diagram;

/** Two diagrams are packed into one number, as exact as 53 bits allow. */
const RADIX = 2 ** 26;
/** No variable: behind every other one in the order. */
const LEAF = RADIX;
/** Diagrams that there may be: they take a gigabyte. */
const LIMIT = 2 ** 22;
/** What a Map holds at most (V8), of answers that can be found again. */
const MOST_ANSWERS = 2 ** 24;

/**
 * Reduced ordered binary decision diagrams (Bryant 1986), with which conditions of a path of imports are combined: their
 * number doubles with every build tag, their diagrams stay small.
 */
export class DecisionDiagrams {
  private readonly variables: number[] = [LEAF, LEAF];
  private readonly lows: Diagram[] = [NEVER, ALWAYS];
  private readonly highs: Diagram[] = [NEVER, ALWAYS];
  private readonly known = new Map<number, Map<number, Diagram>>();
  private readonly conjunctions = new Map<number, Diagram>();
  private readonly negations = new Map<Diagram, Diagram>();

  /** @param limit how many diagrams there may be */
  constructor(private readonly limit = LIMIT) {}

  /** The function that is true where variable `index` is. */
  variable(index: number): Diagram {
    return this.make(index, NEVER, ALWAYS);
  }

  not(one: Diagram): Diagram {
    if (one <= ALWAYS) return one === NEVER ? ALWAYS : NEVER;
    const known = this.negations.get(one);
    if (known !== undefined) return known;
    const made = this.make(this.variableOf(one), this.not(this.lowOf(one)), this.not(this.highOf(one)));
    this.negations.set(one, made).set(made, one);
    return made;
  }

  and(one: Diagram, other: Diagram): Diagram {
    if (one === other || other === ALWAYS) return one;
    if (one === ALWAYS) return other;
    if (one === NEVER || other === NEVER) return NEVER;
    const [first, second] = one < other ? [one, other] : [other, one];
    const key = first * RADIX + second;
    const known = this.conjunctions.get(key);
    if (known !== undefined) return known;
    const variable = Math.min(this.variableOf(first), this.variableOf(second));
    const made = this.make(
      variable,
      this.and(this.below(first, variable, this.lows), this.below(second, variable, this.lows)),
      this.and(this.below(first, variable, this.highs), this.below(second, variable, this.highs)),
    );
    if (this.conjunctions.size === MOST_ANSWERS) this.conjunctions.clear();
    this.conjunctions.set(key, made);
    return made;
  }

  or(one: Diagram, other: Diagram): Diagram {
    if (one === ALWAYS || other === ALWAYS) return ALWAYS;
    if (one === other || other === NEVER) return one;
    if (one === NEVER) return other;
    return this.not(this.and(this.not(one), this.not(other)));
  }

  private make(variable: number, low: Diagram, high: Diagram): Diagram {
    if (low === high) return low;
    const children = low * RADIX + high;
    const ofVariable = this.known.get(variable) ?? new Map<number, Diagram>();
    this.known.set(variable, ofVariable);
    const known = ofVariable.get(children);
    if (known !== undefined) return known;
    const made = this.variables.length as Diagram;
    if (made >= this.limit) throw tooMany(this.limit);
    this.variables.push(variable);
    this.lows.push(low);
    this.highs.push(high);
    ofVariable.set(children, made);
    return made;
  }

  private below(one: Diagram, variable: number, children: readonly Diagram[]): Diagram {
    return this.variableOf(one) === variable ? (children[one] ?? NEVER) : one;
  }

  private variableOf(one: Diagram): number {
    return this.variables[one] ?? LEAF;
  }

  private lowOf(one: Diagram): Diagram {
    return this.lows[one] ?? NEVER;
  }

  private highOf(one: Diagram): Diagram {
    return this.highs[one] ?? NEVER;
  }
}

function tooMany(limit: number): GoshawkError {
  return new GoshawkError({
    code: 'too-many-conditions',
    message: `The build constraints of the workspace make more than ${limit} conditions on which a file is imported.`,
    next: 'Use fewer build tags, or leave modules whose files have many of them out of the workspace with .nxignore.',
  });
}
