import { formatFiles, generateFiles, logger, OverwriteStrategy, type Tree } from '@nx/devkit';
import { scanGoFile, type GoModule } from '../../../graph';
import { UsageError } from '../../../support';
import { parseGoMod } from '../../../toolchain';
import { templatesDirectory } from '../../templates-directory';
import { describeProject } from './describe-project';
import { goLineFor } from './go-version';
import { joinWorkspace } from './join-workspace';
import { placeCode } from './place-code';
import { toList } from './to-list';
import { modulesIn } from './tree-graph';

/** Options that app and lib share. */
export interface CodeOptions {
  readonly directory: string;
  readonly name?: string;
  readonly module?: string;
  readonly modulePath?: string;
  readonly goVersion?: string;
  readonly importers?: readonly string[] | string;
  readonly tags?: readonly string[] | string;
  readonly skipFormat?: boolean;
}

export interface CodeRequest {
  readonly type: 'application' | 'library';
  readonly templates: readonly [generator: string, ...names: string[]];
  /** Name of the package in the directory, and what templates call the code. */
  readonly namesOf: (place: { directory: string; importPath: string }) => {
    packageName: string;
    name: string;
  };
}

/** Writes the code of a program or library, as a module or as a package of one. Files that are there stay as they are. */
export async function generateCode(tree: Tree, options: CodeOptions, request: CodeRequest): Promise<void> {
  const modules = modulesIn(tree);
  const place = placeCode(tree, options, modules);
  const { directory, importPath, goWork } = place;
  const names = request.namesOf(place);
  refuseOtherPackage(tree, directory, names.packageName);
  const goLine = checkGoVersion(options.goVersion) ?? (await goLineFor(tree, goWork));
  const tags = toList(options.tags);
  const project = describeProject(tree, place, { name: options.name, tags, type: request.type });
  const values = { ...names, directory, importPath, project, modulePath: importPath, goLine };
  const generate = (source: string) =>
    generateFiles(tree, source, directory, values, { overwriteStrategy: OverwriteStrategy.KeepExisting });
  generate(templatesDirectory(...request.templates));
  const module =
    place.module ?? newModule(tree, directory, () => generate(templatesDirectory('app', 'module')));
  const all = [...modules.filter((one) => one.directory !== module.directory), module];
  const advice = joinWorkspace(tree, module, all, goWork, toList(options.importers));
  // Nobody imports a program.
  if (advice !== undefined && request.type === 'library') logger.info(advice);
  if (options.skipFormat !== true) await formatFiles(tree);
}

function newModule(tree: Tree, directory: string, generate: () => void): GoModule {
  generate();
  const { file } = parseGoMod(tree.read(`${directory}/go.mod`, 'utf8') ?? '');
  return { directory, path: file.module ?? '', file };
}

/** Two packages in one directory are what Go refuses to build. */
function refuseOtherPackage(tree: Tree, directory: string, packageName: string): void {
  for (const name of tree.children(directory)) {
    if (!name.endsWith('.go') || name.endsWith('_test.go')) continue;
    const source = tree.read(`${directory}/${name}`, 'latin1') ?? '';
    const found = scanGoFile(source).packageName;
    if (found === packageName) continue;
    throw new UsageError({
      code: 'other-package-there',
      message: `${directory}/${name} is of package ${found}, and ${packageName} cannot be in the same directory.`,
      next: 'Choose another directory.',
    });
  }
}

function checkGoVersion(given: string | undefined): string | undefined {
  if (given === undefined || /^1\.\d+(\.\d+|rc\d+)?$/.test(given)) return given;
  throw new UsageError({
    code: 'invalid-go-version',
    message: `${JSON.stringify(given)} is no version for the go line of a go.mod.`,
    next: 'Give one such as 1.24 or 1.24.1.',
  });
}
