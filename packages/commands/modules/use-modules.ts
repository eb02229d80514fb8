import { joinPath, type GoModule } from '../../graph';
import { addDirective, parseGoWork } from '../../toolchain';
import { directoryFrom } from './directory-from';
import { raiseGo } from './raise-go';

/**
 * The text of a go.work that uses these modules as well, and asks for a Go that is new enough for them. Nothing else of it
 * changes: comments, order and layout stay.
 *
 * @param directory of the go.work, relative to the workspace root
 */
export function useModules(text: string, directory: string, modules: readonly GoModule[]): string {
  const used = new Set(parseGoWork(text).file.use.map(({ path }) => joinPath(directory, path)));
  const added = modules.filter((module) => !used.has(module.directory));
  const edited = added.reduce(
    (current, module) => addDirective(current, 'use', [directoryFrom(directory, module.directory)]),
    text,
  );
  return raiseGo(edited, parseGoWork(text).file.go, modules);
}
