/** What one go command wrote as its profile, and which packages of it count. */
export interface ProfilePart {
  readonly text: string;
  readonly counts: (importPath: string) => boolean;
}

/**
 * Puts the profiles of several go commands together: blocks of every package after one mode line, which is how the go
 * command itself merges those of several test binaries (cmd/go/internal/test/cover.go: mergeCoverProfile).
 *
 * @returns undefined where no go command wrote one
 */
export function joinProfiles(parts: readonly ProfilePart[]): string | undefined {
  const mode = parts.map(({ text }) => MODE_LINE.exec(text)?.[0]).find((line) => line !== undefined);
  if (mode === undefined) return undefined;
  const blocks = parts.flatMap(({ text, counts }) =>
    text
      .replace(MODE_LINE, '')
      .split(/(?<=\n)/)
      .filter((line) => counts(packageOf(line))),
  );
  return mode + blocks.join('');
}

const MODE_LINE = /^mode: .*\n/;

/** `example.test/lib` of `example.test/lib/lib.go:3.23,3.34 1 1`. */
function packageOf(line: string): string {
  const file = line.slice(0, line.lastIndexOf(':'));
  return file.slice(0, file.lastIndexOf('/'));
}
