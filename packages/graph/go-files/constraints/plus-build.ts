import { fields, trimSpace } from '../text/characters';
import { isTag } from './parse-constraint';

/** go/build/constraint/expr.go: maxOldSize. */
const MOST_OPERATORS = 100;

/**
 * A `// +build` line as the expression of a `//go:build` line; undefined for other comments, and for lines that are too
 * complex, which Go passes over.
 */
export function translatePlusBuild(line: string): string | undefined {
  if (!line.startsWith('//')) return undefined;
  const text = trimSpace(line.slice(2));
  if (!text.startsWith('+build')) return undefined;
  const rest = text.slice('+build'.length);
  if (rest !== '' && trimSpace(rest) === rest) return undefined;
  const clauses = fields(rest).map((clause) => clause.split(',').map(translateTag));
  if (clauses.length === 0) return 'ignore';
  const operators = clauses.reduce((count, tags) => count + tags.length, 0) - 1;
  if (operators > MOST_OPERATORS) return undefined;
  return clauses.map((tags) => join(tags, '&&', clauses.length)).join(' || ');
}

/** Several expressions as one that holds where all do. */
export function allOf(expressions: readonly string[]): string {
  return expressions.length === 1 ? expressions.join('') : expressions.map((one) => `(${one})`).join(' && ');
}

function join(tags: readonly string[], operator: string, siblings: number): string {
  const text = tags.join(` ${operator} `);
  return tags.length > 1 && siblings > 1 ? `(${text})` : text;
}

function translateTag(literal: string): string {
  if (literal.startsWith('!!') || literal === '!') return 'ignore';
  const negated = literal.startsWith('!');
  const tag = negated ? literal.slice(1) : literal;
  return `${negated ? '!' : ''}${isTag(tag) ? tag : 'ignore'}`;
}
