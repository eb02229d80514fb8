import { ALWAYS, DecisionDiagrams, NEVER, type Diagram } from './decision-diagrams';
import type { Constraint } from '../go-files/constraints/constraint';
import { parseConstraint } from '../go-files/constraints/parse-constraint';
import { KNOWN_ARCH, KNOWN_OS, matchesOs, PLATFORMS } from './platforms';

/** When a file, an import or a path of imports belongs to a build. */
export type Condition = Diagram;
export { ALWAYS, NEVER };

/** The versions that a toolchain may have, as the `N` of go 1.N. */
export interface Releases {
  readonly least: number;
  /** Infinity where it is not known. */
  readonly newest: number;
}

/** Go 1.21 is the oldest that is supported: release tags up to it are always set. */
const OLDEST_MINOR = 21;
const PLATFORM_BITS = 6;
const MINOR_BITS = 4;
const CGO = PLATFORM_BITS + MINOR_BITS;
const FIRST_TAG = CGO + 1;

/**
 * Build constraints as conditions on everything that may differ between builds: platform, cgo, version of the toolchain and
 * each build tag.
 */
export class Conditions {
  private readonly diagrams = new DecisionDiagrams();
  private readonly words = new Map<string, Condition>();
  /** Of names, from their first `_` on. */
  private readonly suffixes = new Map<string, Condition>();
  private readonly expressions = new Map<string, Condition>();
  private readonly tags = new Map<string, number>();
  readonly cgo = this.diagrams.variable(CGO);

  and(one: Condition, other: Condition): Condition {
    return this.diagrams.and(one, other);
  }

  or(one: Condition, other: Condition): Condition {
    return this.diagrams.or(one, other);
  }

  /**
   * When a file is built.
   *
   * @param name of the file, which may end in an operating system and an architecture
   * @param constraint the expression of its build constraint
   */
  ofFile(name: string, constraint: string | undefined, releases: Releases): Condition {
    const byName = this.ofName(name);
    return constraint === undefined ? byName : this.and(byName, this.ofConstraint(constraint, releases));
  }

  /** go/build/build.go: goodOSArchFile. */
  private ofName(name: string): Condition {
    const start = name.indexOf('_');
    if (start === -1) return ALWAYS;
    const dot = name.indexOf('.');
    if (dot !== -1 && dot < start) return ALWAYS;
    const suffix = name.slice(start, dot === -1 ? undefined : dot);
    const known = this.suffixes.get(suffix);
    if (known !== undefined) return known;
    const made = this.ofSuffix(suffix);
    this.suffixes.set(suffix, made);
    return made;
  }

  private ofSuffix(suffix: string): Condition {
    const parts = suffix.split('_');
    if (parts.at(-1) === 'test') parts.pop();
    const [first = '', last = ''] = [parts.at(-2), parts.at(-1)];
    if (KNOWN_OS.has(last)) return this.ofWord(last);
    if (!KNOWN_ARCH.has(last)) return ALWAYS;
    return KNOWN_OS.has(first) ? this.and(this.ofWord(first), this.ofWord(last)) : this.ofWord(last);
  }

  private ofConstraint(constraint: string, releases: Releases): Condition {
    const key = `${releases.least} ${releases.newest} ${constraint}`;
    const known = this.expressions.get(key);
    if (known !== undefined) return known;
    const parsed = parseConstraint(constraint);
    // One that cannot be parsed is a fault of its file, which is told elsewhere.
    const made = 'message' in parsed ? ALWAYS : this.ofExpression(parsed, releases);
    this.expressions.set(key, made);
    return made;
  }

  private ofExpression(expression: Constraint, releases: Releases): Condition {
    switch (expression.kind) {
      case 'tag': {
        const release = /^go1\.(\d+)$/.exec(expression.tag);
        return release === null ? this.ofWord(expression.tag) : this.ofRelease(Number(release[1]), releases);
      }
      case 'not':
        return this.diagrams.not(this.ofExpression(expression.operand, releases));
      case 'and':
      case 'or': {
        const left = this.ofExpression(expression.left, releases);
        const right = this.ofExpression(expression.right, releases);
        return expression.kind === 'and' ? this.and(left, right) : this.or(left, right);
      }
    }
  }

  private ofWord(word: string): Condition {
    const known = this.words.get(word);
    if (known !== undefined) return known;
    const made = this.makeWord(word);
    this.words.set(word, made);
    return made;
  }

  private makeWord(word: string): Condition {
    // Nobody sets it: it marks files that are run by hand (cmd/go/internal/imports/build.go: matchTag).
    if (word === 'ignore') return NEVER;
    if (word === 'gc') return ALWAYS;
    if (word === 'cgo') return this.cgo;
    if (word === 'boringcrypto') return this.ofWord('goexperiment.boringcrypto');
    if (KNOWN_OS.has(word) || word === 'unix') return this.ofPlatforms(({ goos }) => matchesOs(word, goos));
    if (KNOWN_ARCH.has(word)) return this.ofPlatforms(({ goarch }) => goarch === word);
    const [architecture = '', feature] = word.split('.');
    if (feature === undefined || !KNOWN_ARCH.has(architecture)) return this.ofTag(word);
    // An architecture's level, such as amd64.v3; the first is never off.
    const isPort = this.ofWord(architecture);
    return feature === 'v1' ? isPort : this.and(isPort, this.ofTag(word));
  }

  private ofTag(tag: string): Condition {
    const index = this.tags.get(tag) ?? FIRST_TAG + this.tags.size;
    this.tags.set(tag, index);
    return this.diagrams.variable(index);
  }

  /** Platforms are numbered, and the numbers' bits are variables; numbers without a platform stand for the first. */
  private ofPlatforms(isChosen: (platform: { goos: string; goarch: string }) => boolean): Condition {
    const numbers = Array.from({ length: 2 ** PLATFORM_BITS }, (_, number) => number);
    const chosen = numbers.filter((number) => {
      const platform = PLATFORMS[number] ?? PLATFORMS[0];
      return platform !== undefined && isChosen(platform);
    });
    return this.ofNumbers(chosen, 0, PLATFORM_BITS);
  }

  private ofRelease(minor: number, { least, newest }: Releases): Condition {
    if (minor <= Math.max(least, OLDEST_MINOR)) return ALWAYS;
    if (minor > newest) return NEVER;
    const numbers = Array.from({ length: 2 ** MINOR_BITS }, (_, number) => number);
    const highest = numbers.length - 1;
    const chosen = numbers.filter((number) => number >= Math.min(minor - OLDEST_MINOR, highest));
    return this.ofNumbers(chosen, PLATFORM_BITS, MINOR_BITS);
  }

  private ofNumbers(numbers: readonly number[], firstVariable: number, bits: number): Condition {
    return numbers.reduce<Condition>((sum, number) => {
      let one: Condition = ALWAYS;
      for (let bit = 0; bit < bits; bit++) {
        const variable = this.diagrams.variable(firstVariable + bit);
        one = this.and(one, ((number >> bit) & 1) === 1 ? variable : this.diagrams.not(variable));
      }
      return this.or(sum, one);
    }, NEVER);
  }
}
