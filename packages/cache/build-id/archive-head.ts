import { parseBuildId, type BuildId } from './build-id';

/** What a compiled package says of itself at its beginning. */
export interface ArchiveHead {
  readonly goos: string;
  readonly goarch: string;
  /** Of the compiler: `go1.26.8`, or with spaces `devel go1.27-abc Sun Mar 1 10:00:00 2026 +0000`. */
  readonly goVersion: string;
  /** What follows on the same line: `GOAMD64=v1 X:none`. */
  readonly settings: string;
  readonly buildId: BuildId;
}

/** Bytes of an archive that hold its head with room to spare (cmd/internal/buildid/buildid.go reads 1024). */
export const ARCHIVE_HEAD_SIZE = 4096;

const MAGIC = '!<arch>\n';
const FORM = /^!<arch>\n__\.PKGDEF[^\n]*\ngo object (\S+) (\S+) ([^\n]*)\nbuild id "([^"\\\n]*)"\n/;

/** A version ends where the first setting begins (cmd/internal/objabi/util.go: HeaderString). */
const SETTINGS = / +((?:GO[A-Z0-9]+=|X:).*)$/;

/** Whether a file that begins so is an archive at all. */
export function isArchive(head: Buffer): boolean {
  return head.toString('latin1', 0, MAGIC.length) === MAGIC;
}

/**
 * Reads the head of a package that the Go compiler wrote.
 *
 * @param head the first bytes of the file, all of it or at least ARCHIVE_HEAD_SIZE
 * @returns undefined for what is no such archive or has no build ID of the go command
 */
export function readArchiveHead(head: Buffer): ArchiveHead | undefined {
  if (!isArchive(head)) return undefined;
  const [, goos, goarch, rest, id] = FORM.exec(head.toString('latin1', 0, ARCHIVE_HEAD_SIZE)) ?? [];
  if (goos === undefined || goarch === undefined || rest === undefined || id === undefined) return undefined;
  const buildId = parseBuildId(id);
  if (buildId === undefined) return undefined;
  const [all, settings = ''] = SETTINGS.exec(rest) ?? [''];
  return { goos, goarch, goVersion: rest.slice(0, rest.length - all.length), settings, buildId };
}
