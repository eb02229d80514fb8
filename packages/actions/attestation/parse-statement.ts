import { isObject } from '../../support';
import { BUILD_TYPE, PREDICATE_TYPE, STATEMENT_TYPE, type Statement } from './statement';

/** A text is a statement of ours, one of another tool, or neither. */
export type ParsedStatement =
  | { readonly kind: 'statement'; readonly statement: Statement }
  | { readonly kind: 'malformed' | 'foreign'; readonly reason: string };

/** Parses the text of an attestation. Fields that nothing here reads may hold anything. */
export function parseStatement(text: string): ParsedStatement {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return { kind: 'malformed', reason: text === '' ? 'it is empty' : 'it is no JSON' };
  }
  const wrong = EXPECTED.find(({ path, isRight }) => !isRight(valueAt(value, path)));
  if (wrong === undefined) return { kind: 'statement', statement: value as Statement };
  const [found, where] = [valueAt(value, wrong.path), wrong.path.join('.')];
  const shown = typeof found === 'string' ? JSON.stringify(found.slice(0, 80)) : typeof found;
  const kind = isObject(value) && wrong.says === 'whose it is' ? 'foreign' : 'malformed';
  return { kind, reason: `its ${where} is ${shown} instead of ${wrong.wanted}` };
}

interface Expectation {
  readonly path: readonly string[];
  readonly wanted: string;
  readonly isRight: (value: unknown) => boolean;
  readonly says?: 'whose it is';
}

const DEFINITION = ['predicate', 'buildDefinition'];
const EXTERNAL = [...DEFINITION, 'externalParameters'];
const INTERNAL = [...DEFINITION, 'internalParameters'];

const EXPECTED: readonly Expectation[] = [
  constant(['_type'], STATEMENT_TYPE),
  constant(['predicateType'], PREDICATE_TYPE),
  constant([...DEFINITION, 'buildType'], BUILD_TYPE),
  {
    path: ['subject'],
    wanted: 'one artifact',
    isRight: (value) => Array.isArray(value) && value.length === 1,
  },
  text(['subject', '0', 'name']),
  digest(['subject', '0', 'digest', 'sha256']),
  text([...EXTERNAL, 'importPath']),
  text([...INTERNAL, 'taskActionId']),
  text([...INTERNAL, 'taskInputs']),
  text([...INTERNAL, 'dimension', 'name']),
  digest([...INTERNAL, 'dimension', 'fingerprint']),
  {
    path: [...INTERNAL, 'dimension', 'components'],
    wanted: 'a list of components',
    isRight: (value) => Array.isArray(value) && value.every(isComponent),
  },
  {
    path: [...INTERNAL, 'buildInfo'],
    wanted: '"embedded" or "unknown"',
    isRight: (value) => value === 'embedded' || value === 'unknown',
  },
];

function constant(path: readonly string[], expected: string): Expectation {
  const isRight = (value: unknown) => value === expected;
  return { path, wanted: JSON.stringify(expected), isRight, says: 'whose it is' };
}

function text(path: readonly string[]): Expectation {
  return { path, wanted: 'a text', isRight: (value) => typeof value === 'string' && value !== '' };
}

function digest(path: readonly string[]): Expectation {
  const isRight = (value: unknown) => typeof value === 'string' && /^[0-9a-f]{64}$/.test(value);
  return { path, wanted: '64 hex digits', isRight };
}

function isComponent(value: unknown): boolean {
  return (
    isObject(value) && ['name', 'kind', 'value', 'source'].every((key) => typeof value[key] === 'string')
  );
}

function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>(
    (parent, name) =>
      typeof parent === 'object' && parent !== null && Object.hasOwn(parent, name)
        ? (parent as Record<string, unknown>)[name]
        : undefined,
    value,
  );
}
