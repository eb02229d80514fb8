import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { isBeneath } from '../../support';
import type { PreparedTask } from '../go-task';

/** What decides a go-tidy task beside files of the workspace: the Go files of modules outside that replace others. */
export function outsideModules({ dimension, workspaceRoot }: PreparedTask<unknown>): string[] {
  const { digests, listing } = dimension;
  return listing.replacedDirs
    .filter((directory) => !isBeneath(directory, workspaceRoot))
    .flatMap((directory) =>
      goFilesBeneath(directory).map(
        (name) => `${directory} ${name}=${digests.digest(join(directory, name))}`,
      ),
    );
}

function goFilesBeneath(directory: string): string[] {
  try {
    const names = readdirSync(directory, { recursive: true, encoding: 'utf8' });
    return names.filter((name) => /(\.go|^go\.mod)$/.test(name)).sort();
  } catch {
    // Go says that it is not there.
    return [];
  }
}
