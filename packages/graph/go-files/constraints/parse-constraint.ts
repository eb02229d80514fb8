import type { SourceFault } from '../go-file';
import { isLetterOrDigit, isNameByte } from '../text/characters';
import type { Constraint } from './constraint';

/** go/build/constraint/expr.go: maxSize. */
const LARGEST = 1000;

/** Parses the expression of a `//go:build` line; what is wrong with it, in Go's words, where it is malformed. */
export function parseConstraint(expression: string): Constraint | Pick<SourceFault, 'message'> {
  const parser = new ConstraintParser(expression);
  try {
    return parser.parse();
  } catch (error) {
    if (error instanceof MalformedConstraint) return { message: error.message };
    throw error;
  }
}

class MalformedConstraint extends Error {}

class ConstraintParser {
  private at = 0;
  private token = '';
  private isTag = false;
  private size = 0;

  constructor(private readonly text: string) {}

  parse(): Constraint {
    const constraint = this.parseOr();
    if (this.token !== '') throw new MalformedConstraint(`unexpected token ${this.token}`);
    return constraint;
  }

  private parseOr(): Constraint {
    let left = this.parseAnd();
    while (this.token === '||') left = { kind: 'or', left, right: this.parseAnd() };
    return left;
  }

  private parseAnd(): Constraint {
    let left = this.parseNot();
    while (this.token === '&&') left = { kind: 'and', left, right: this.parseNot() };
    return left;
  }

  private parseNot(): Constraint {
    if (++this.size > LARGEST) throw new MalformedConstraint('build expression too large');
    this.advance();
    if (this.token !== '!') return this.parseAtom();
    this.advance();
    if (this.token === '!') throw new MalformedConstraint('double negation not allowed');
    return { kind: 'not', operand: this.parseAtom() };
  }

  private parseAtom(): Constraint {
    if (this.token === '(') return this.parseGroup();
    if (!this.isTag) {
      throw new MalformedConstraint(
        this.token === '' ? 'unexpected end of expression' : `unexpected token ${this.token}`,
      );
    }
    const tag = this.token;
    this.advance();
    return { kind: 'tag', tag };
  }

  private parseGroup(): Constraint {
    const constraint = this.parseOr();
    if (this.token !== ')') throw new MalformedConstraint('missing close paren');
    this.advance();
    return constraint;
  }

  /** Reads a token; '' at the end. */
  private advance(): void {
    const { text } = this;
    while (text[this.at] === ' ' || text[this.at] === '\t') this.at++;
    const start = this.at;
    const first = text.charAt(start);
    this.isTag = false;
    if ('()!'.includes(first)) this.at = Math.min(start + 1, text.length);
    else if (first === '&' || first === '|') this.at += 2;
    else this.passTag();
    this.token = text.slice(start, this.at);
    if ((first === '&' || first === '|') && this.token !== first + first) {
      throw new MalformedConstraint(`invalid syntax at ${first}`);
    }
  }

  private passTag(): void {
    const start = this.at;
    this.at = endOfTag(this.text, start);
    if (this.at === start) {
      throw new MalformedConstraint(
        `invalid syntax at ${String.fromCodePoint(this.text.codePointAt(start) ?? 0)}`,
      );
    }
    this.isTag = true;
  }
}

/** go/build/constraint/expr.go: isValidTag. */
export function isTag(word: string): boolean {
  return word !== '' && endOfTag(word, 0) === word.length;
}

function endOfTag(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const code = text.codePointAt(at) ?? 0;
    if (code < 0x80 ? !isNameByte(code) && code !== 46 : !isLetterOrDigit(code)) break;
    at += code > 0xffff ? 2 : 1;
  }
  return at;
}
