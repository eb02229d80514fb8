import type { SourceFault } from '../go-file';
import { decodeBytes } from '../text/bytes';
import { trimSpace } from '../text/characters';
import { parseConstraint } from './parse-constraint';
import { allOf, translatePlusBuild } from './plus-build';

const GO_BUILD = '//go:build';

/**
 * The constraint that a header states (go/build/build.go: parseFileHeader, shouldBuild): that of its `//go:build` line, else
 * its `// +build` lines as one such expression. More than one `//go:build` line, or a malformed one, is a fault.
 */
export function findConstraint(
  source: string,
  from: number,
  end: number,
): { readonly constraint?: string; readonly fault?: SourceFault } {
  const header = source.slice(from, end);
  if (!mayConstrain(header)) return {};
  const { goBuild, repeatedAt, leading } = readLeadingLines(decodeBytes(header));
  if (repeatedAt !== undefined)
    return { fault: { line: repeatedAt, message: 'multiple //go:build comments' } };
  if (goBuild !== undefined) return checked(trimSpace(goBuild.text.slice(GO_BUILD.length)), goBuild.line);
  const expressions = leading.map(translatePlusBuild).filter((expression) => expression !== undefined);
  return expressions.length === 0 ? {} : { constraint: allOf(expressions) };
}

function mayConstrain(header: string): boolean {
  return header.includes(GO_BUILD) || header.includes('+build');
}

function checked(expression: string, line: number): ReturnType<typeof findConstraint> {
  const parsed = parseConstraint(expression);
  if ('kind' in parsed) return { constraint: expression };
  return { fault: { line, message: `parsing //go:build line: ${parsed.message}` } };
}

interface LeadingLines {
  goBuild: { text: string; line: number } | undefined;
  /** Line of a second `//go:build` comment. */
  repeatedAt: number | undefined;
  /** The lines before the last blank one among comments: there `// +build` counts. */
  leading: readonly string[];
}

function readLeadingLines(header: string): LeadingLines {
  const lines: string[] = [];
  let goBuild: LeadingLines['goBuild'];
  let blank = 0;
  let ended = false;
  let inBlock = false;
  for (let at = 0; at < header.length;) {
    const newline = header.indexOf('\n', at);
    const stop = newline === -1 ? header.length : newline;
    const text = trimSpace(header.slice(at, stop));
    at = stop + 1;
    lines.push(text);
    if (text === '' && !ended) {
      blank = lines.length;
      continue;
    }
    ended ||= !text.startsWith('//');
    if (!inBlock && isGoBuild(text)) {
      if (goBuild !== undefined) return { goBuild, repeatedAt: lines.length, leading: [] };
      goBuild = { text, line: lines.length };
    }
    const comment = passComments(text, inBlock);
    if (comment === 'code') break;
    inBlock = comment === 'in-block';
  }
  return { goBuild, repeatedAt: undefined, leading: lines.slice(0, blank) };
}

/** go/build/build.go: isGoBuildComment. */
function isGoBuild(line: string): boolean {
  if (!line.startsWith(GO_BUILD)) return false;
  const rest = line.slice(GO_BUILD.length);
  return rest === '' || trimSpace(rest) !== rest;
}

/** What a trimmed line leaves behind: code, an open block comment, or neither. */
function passComments(line: string, inBlock: boolean): 'code' | 'in-block' | 'over' {
  let rest = line;
  let open = inBlock;
  while (rest !== '') {
    if (open) {
      const close = rest.indexOf('*/');
      if (close === -1) return 'in-block';
      open = false;
      rest = trimSpace(rest.slice(close + 2));
    } else if (rest.startsWith('//')) {
      return 'over';
    } else if (rest.startsWith('/*')) {
      open = true;
      rest = trimSpace(rest.slice(2));
    } else {
      return 'code';
    }
  }
  return open ? 'in-block' : 'over';
}
