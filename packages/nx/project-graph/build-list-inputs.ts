import { isAtOrBeneath, joinPath, type BuildGroup, type Disk, type ListedModule } from '../../graph';

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
    ...(shared ? [goWork.path, `${goWork.path}.sum`, ...beneath(base)] : []),
    ...single.flatMap((directory) => ['go.mod', 'go.sum'].map((name) => joinPath(directory, name))),
    ...(vendor === undefined ? [] : [joinPath(vendor.directory, 'modules.txt')]),
  ];
  const present = files.filter((file) => file.includes('*') || disk.text(file) !== undefined);
  return [...new Set(present)].map((file) => `{workspaceRoot}/${file}`);
}

function beneath(base: string): string[] {
  return ['**/go.mod', '**/go.sum'].map((pattern) => joinPath(base, pattern));
}
