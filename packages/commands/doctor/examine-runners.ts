import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { isObject, readJsonFile, textOption } from '../../support';
import { pluginEntryIn } from '../graph/graph-workspace';
import { Notes, type ExaminedPlace, type Examination } from './examination';

/** Versions of Nx that the package is made for, as its peer dependency has them. */
const NX_MAJORS = [22, 23, 24];

/** Nx in a workspace, and what nx.json says of the machine. */
export interface ExaminedNx {
  /** Undefined where the workspace has none. */
  readonly examination: Examination | undefined;
  /** The go command of tasks, where nx.json names one. */
  readonly goBinary: string | undefined;
}

/** Nx in a workspace: whether it is there, of a version that is known, and told of the plugin. */
export async function examineNx(root: string, { cacheRoot }: ExaminedPlace): Promise<ExaminedNx> {
  if (!existsSync(join(root, 'nx.json'))) return { examination: undefined, goBinary: undefined };
  const notes = new Notes('Nx');
  notes.fact('workspace', root);
  examineVersions(notes, root);
  const entry = await notes.attempt(() => pluginEntryIn(root) ?? 'none');
  if (entry === undefined) return { examination: notes.examination, goBinary: undefined };
  if (entry === 'none') {
    notes.find(
      'warning',
      'plugin-not-listed',
      'nx.json lists no plugin "goshawk", so that Nx infers no Go projects and no hook runs before tasks',
      'add "goshawk" to `plugins` in nx.json',
    );
    return { examination: notes.examination, goBinary: undefined };
  }
  const ofTasks = textOption(entry, 'cacheRoot');
  if (ofTasks !== undefined && ofTasks !== cacheRoot) {
    notes.find(
      'note',
      'cache-root-of-tasks',
      `caches of tasks lie in ${ofTasks} (the option cacheRoot in nx.json), and this command looks at ${cacheRoot}`,
      `give --cache-root=${ofTasks} to see those of tasks`,
    );
  }
  return { examination: notes.examination, goBinary: textOption(entry, 'goBinary') };
}

/** Turborepo in a workspace. */
export function examineTurborepo(root: string): Examination | undefined {
  if (!['turbo.json', 'turbo.jsonc'].some((name) => existsSync(join(root, name)))) return undefined;
  const notes = new Notes('Turborepo');
  const version = versionIn(root, 'turbo');
  if (version !== undefined) notes.fact('turbo', version);
  else {
    notes.find('error', 'turbo-not-installed', `${root} has a turbo.json and no Turborepo`, INSTALL);
  }
  return notes.examination;
}

const INSTALL = 'run your package manager, such as `npm install`';

function examineVersions(notes: Notes, root: string): void {
  const version = versionIn(root, 'nx');
  if (version === undefined) {
    notes.find('error', 'nx-not-installed', `${root} has an nx.json and no Nx`, INSTALL);
    return;
  }
  notes.fact('nx', version);
  if (!NX_MAJORS.includes(majorOf(version))) {
    const evidence = `Nx ${version} is none of the versions ${NX_MAJORS.join(', ')}`;
    notes.find('error', 'nx-unsupported', evidence, 'move to one of them: `npx nx migrate`');
  }
  const own = versionIn(root, 'goshawk');
  if (own !== undefined) notes.fact('goshawk', own);
  const devkit = versionIn(root, '@nx/devkit');
  if (devkit === undefined) return;
  notes.fact('@nx/devkit', devkit);
  if (majorOf(devkit) === majorOf(version)) return;
  notes.find(
    'warning',
    'devkit-of-another-version',
    `@nx/devkit is ${devkit}, and Nx ${version}`,
    `install @nx/devkit@${version}, or take it out of package.json: it comes with what needs it`,
  );
}

/** The version of a package as modules of a directory find it. */
function versionIn(root: string, name: string): string | undefined {
  const directories = createRequire(join(root, 'package.json')).resolve.paths(name) ?? [];
  for (const directory of directories) {
    const found = readJsonFile(join(directory, name, 'package.json'), isVersioned);
    if (found !== undefined) return found.version;
  }
  return undefined;
}

function isVersioned(value: unknown): value is { readonly version: string } {
  return isObject(value) && typeof value.version === 'string';
}

function majorOf(version: string): number {
  return Number.parseInt(version, 10);
}
