import { readBuildId } from '../build-id/read-build-id';
import { during } from './output-look';

/**
 * The build ID, with slashes, of a compiled package or a program; undefined where the go command wrote none.
 *
 * @throws the system's error for a file that cannot be read
 */
export function buildIdOfFile(path: string): string | undefined {
  return during(path, (read) => readBuildId(read)?.whole);
}
