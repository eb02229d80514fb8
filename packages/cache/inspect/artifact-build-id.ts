import { readArchiveHead } from '../build-id/archive-head';
import { ARCHIVE_HEAD_SIZE, isArchive } from '../build-id/archive-head';
import { readExecutableBuildId } from '../build-id/executable-build-id';
import { during } from './output-look';

/**
 * The build ID, with slashes, of a compiled package or a program; undefined where the go command wrote none.
 *
 * @throws the system's error for a file that cannot be read
 */
export function buildIdOfFile(path: string): string | undefined {
  return during(path, (read) => {
    const head = read(0, ARCHIVE_HEAD_SIZE);
    return (isArchive(head) ? readArchiveHead(head)?.buildId : readExecutableBuildId(read))?.whole;
  });
}
