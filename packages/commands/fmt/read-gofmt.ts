/** What gofmt said. */
export interface GofmtReport {
  /** By file: the difference, or '' where it was only named. */
  readonly changes: ReadonlyMap<string, string>;
  /** By file: what is wrong with it, such as a syntax error. */
  readonly errors: ReadonlyMap<string, string>;
  /** What speaks of none of the files. */
  readonly rest: string;
}

/**
 * Attributes what gofmt prints to files: differences begin with `diff <file>.orig <file>`, names stand alone, errors begin with
 * `<file>:`.
 */
export function readGofmt(stdout: string, stderr: string, files: readonly string[]): GofmtReport {
  const known = new Set(files);
  const changes = new Map<string, string>();
  const errors = new Map<string, string>();
  let rest = '';
  let current: string | undefined;
  for (const line of linesOf(stdout)) {
    const named = line.replace(/\r?\n$/, '').replaceAll('\\', '/');
    const differing = fileOfHeader(named);
    if (differing !== undefined && known.has(differing)) current = differing;
    else if (known.has(named)) current = named;
    if (current === undefined) rest += line;
    else changes.set(current, (changes.get(current) ?? '') + (current === named ? '' : line));
  }
  for (const line of linesOf(stderr)) {
    const file = fileOfError(line.replaceAll('\\', '/'), known);
    if (file === undefined) rest += line;
    else errors.set(file, (errors.get(file) ?? '') + line);
  }
  return { changes, errors, rest };
}

function linesOf(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}

/** The name stands there twice, and may have spaces. */
function fileOfHeader(line: string): string | undefined {
  const [start, between] = ['diff ', '.orig '];
  const length = (line.length - start.length - between.length) / 2;
  const file = line.slice(line.length - length);
  return line === `${start}${file}${between}${file}` ? file : undefined;
}

function fileOfError(line: string, known: ReadonlySet<string>): string | undefined {
  for (let at = line.indexOf(':'); at !== -1; at = line.indexOf(':', at + 1)) {
    if (known.has(line.slice(0, at))) return line.slice(0, at);
  }
  return undefined;
}
