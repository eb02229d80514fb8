import { parse, type ParseError } from 'jsonc-parser';

/** Parses JSON in which there may be comments and trailing commas, as Nx takes it; undefined for what is none. */
export function parseJsonWithComments(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const errors: ParseError[] = [];
    const value: unknown = parse(text, errors, { allowTrailingComma: true });
    return errors.length === 0 ? value : undefined;
  }
}
