/** A boolean function of numbered variables: equal functions are equal numbers. */
export type Diagram = number & { readonly __brand: 'Diagram' };

export const NEVER = 0 as Diagram;
export const ALWAYS = 1 as Diagram;

/** No variable: behind every other one in the order. */
const LEAF = 1 << 20;
/** Diagrams and variables are packed into one number, as exact as 53 bits allow. */
const LIMIT = 2 ** 20;

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
    const key = first * LIMIT + second;
    const known = this.conjunctions.get(key);
    if (known !== undefined) return known;
    const variable = Math.min(this.variableOf(first), this.variableOf(second));
    const made = this.make(
      variable,
      this.and(this.below(first, variable, this.lows), this.below(second, variable, this.lows)),
      this.and(this.below(first, variable, this.highs), this.below(second, variable, this.highs)),
    );
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
    const children = low * LIMIT + high;
    const ofVariable = this.known.get(variable) ?? new Map<number, Diagram>();
    this.known.set(variable, ofVariable);
    const known = ofVariable.get(children);
    if (known !== undefined) return known;
    const made = this.variables.length as Diagram;
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
