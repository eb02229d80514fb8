import { UsageError } from '../../support';
import { splitQuoted } from '../process/quoted';

/**
 * The tags of a -tags value, sorted, each once. Commas separate; a value with a blank or a single quote is a list in Go's
 * old syntax, where blanks separate (cmd/go/internal/work/build.go: tagsFlag).
 */
export function parseTags(value: string): string[] {
  const isOldSyntax = value.includes(' ') || value.includes("'");
  const tags = isOldSyntax ? splitQuoted(value) : value.split(',');
  if (isOldSyntax && tags.some((tag) => tag.includes(','))) {
    throw new UsageError({
      code: 'malformed-build-flag',
      message: `The tags "${value}" are separated by blanks and by commas.`,
      next: 'Separate them by commas only.',
    });
  }
  return [...new Set(tags.filter((tag) => tag !== ''))].sort();
}
