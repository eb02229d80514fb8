import type { ReadBytes } from '../../toolchain';
import { ARCHIVE_HEAD_SIZE, isArchive, readArchiveHead } from './archive-head';
import type { BuildId } from './build-id';
import { readExecutableBuildId } from './executable-build-id';

/**
 * The build ID of a compiled package or a linked executable; undefined for what has none that the go command wrote.
 *
 * @throws only what `read` throws
 */
export function readBuildId(read: ReadBytes): BuildId | undefined {
  const head = read(0, ARCHIVE_HEAD_SIZE);
  return isArchive(head) ? readArchiveHead(head)?.buildId : readExecutableBuildId(read);
}
