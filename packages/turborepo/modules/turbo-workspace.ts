import { readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { findWorkspaceRoot, readGraphWorkspace, type GraphPlace, type GraphWorkspace } from '../../commands';
import { NpmWorkspaces } from '../../graph';
import { GoshawkError, isObject, parseJson, systemErrorCode } from '../../support';
import type { TurboMode } from '../tasks';
import type { TurboGoModules } from './go-modules';
import { askModules } from './read-modules';
import { findTurboRoot, type TurboRoot } from './turbo-root';

export interface TurboWorkspace {
  readonly turbo: TurboRoot;
  readonly goModules: TurboGoModules;
  readonly mode: TurboMode;
  /** Text of every package.json, by directory. */
  readonly manifests: ReadonlyMap<string, string>;
  readonly npm: Pick<NpmWorkspaces, 'has'>;
  /** The package manager with its version, as the root's package.json names it; '' where it does not. */
  readonly packageManager: string;
  /** The text of a file; undefined where there is none. */
  readonly text: (file: string) => string | undefined;
}

/**
 * Reads the workspace of Turborepo around a directory. Where there is no turbo.json yet, it is that of the Go graph.
 *
 * @throws GoshawkError 'go-graph-incomplete' or 'unreadable-turbo-json'
 */
export function readTurboWorkspace(place: GraphPlace): TurboWorkspace {
  const found = findTurboRoot(place.cwd);
  const root = found?.root ?? findWorkspaceRoot(place.cwd);
  const workspace = readGraphWorkspace({ ...place, workspaceRoot: root });
  const goModules = askModules(workspace);
  refuseFaults(goModules);
  const text = (file: string) => readText(join(root, file));
  const turbo = found ?? { root, file: 'turbo.json', text: undefined, flags: {} };
  const manifest = parseJson(text('package.json') ?? '');
  const { packageManager } = isObject(manifest) ? manifest : {};
  return {
    turbo,
    goModules,
    mode: turbo.flags.experimentalGoWorkspaces === true ? 'native' : 'stubs',
    manifests: manifestsOf(workspace, text),
    npm: new NpmWorkspaces({ text }),
    packageManager: typeof packageManager === 'string' ? packageManager : '',
    text,
  };
}

function manifestsOf(
  { manifests }: GraphWorkspace,
  text: (file: string) => string | undefined,
): Map<string, string> {
  return new Map(
    manifests.packageJsons.flatMap((file) => {
      const content = text(file);
      return content === undefined ? [] : [[posix.dirname(file), content] as const];
    }),
  );
}

function refuseFaults({ faults }: TurboGoModules): void {
  if (faults.length === 0) return;
  throw new GoshawkError({
    code: 'go-graph-incomplete',
    message: `What Go code of the workspace imports is not known: ${faults
      .map(({ file, line, message }) => `${file}:${line}: ${message}`)
      .join('; ')}.`,
    next: faults.find(({ next }) => next !== undefined)?.next ?? 'Correct what is named.',
  });
}

function readText(path: string): string | undefined {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ENOTDIR'].includes(systemErrorCode(error) ?? '')) return undefined;
    throw error;
  }
}
