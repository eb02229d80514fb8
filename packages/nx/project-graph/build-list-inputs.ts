import { isAtOrBeneath, joinPath, type BuildGroup, type Disk, type ListedModule } from '../../graph';
import { literalPattern } from './filesets';

/**
 * Filesets for the files by which Go chooses versions of modules. For a go.work they are patterns instead of a list, since
 * every target of a thousand modules has them.
 */
export function buildListInputs(group: BuildGroup, modules: readonly ListedModule[], disk: Disk): string[] {
  const { goWork, vendor } = group;
  const directories = [
    ...group.modules.map(({ directory }) => directory),
    ...modules.flatMap(({ replacedBy }) =>
      replacedBy !== undefined && 'directory' in replacedBy ? [replacedBy.directory] : [],
    ),
  ].filter((directory) => !directory.startsWith('..') && !directory.startsWith('/'));
  const base = group.directory;
  const shared = goWork !== undefined && !base.startsWith('..');
  const single = directories.filter((directory) => !shared || !isAtOrBeneath(directory, base));
  const files = [
    ...(shared ? [goWork.path, `${goWork.path}.sum`] : []),
    ...single.flatMap((directory) => ['go.mod', 'go.sum'].map((name) => joinPath(directory, name))),
    ...(vendor === undefined ? [] : [joinPath(vendor.directory, 'modules.txt')]),
  ];
  const patterns = [
    ...files.filter((file) => disk.text(file) !== undefined).map(literalPattern),
    ...(shared ? ['**/go.mod', '**/go.sum'].map((name) => joinPath(literalPattern(base), name)) : []),
  ];
  return [...new Set(patterns)].map((pattern) => `{workspaceRoot}/${pattern}`);
}
