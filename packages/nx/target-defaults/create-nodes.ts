import { existsSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type {
  CreateNodesResultV2,
  CreateNodesV2,
  ProjectConfiguration,
  TargetConfiguration,
} from '@nx/devkit';
import { goExecutorOf } from '../go-targets';
import { TaskEnvironments } from '../task-hash/task-environment';
import { defaultsOfTarget } from './target-defaults';
import type { EnvironmentOf } from './target-platforms';

/** Fills in what hand-written Go targets leave out: cache, inputs, outputs and the directory of their artifacts. */
export const fillInTargets: CreateNodesV2<unknown> = [
  '**/project.json',
  async (files, _options, { workspaceRoot }) => {
    const results: CreateNodesResultV2[number][] = [];
    const errors: [string, Error][] = [];
    const environments = new TaskEnvironments(workspaceRoot, process.env);
    for (const file of files) {
      try {
        const projects = await defaultsOfProject(file, workspaceRoot, environments);
        results.push([file, { projects }]);
      } catch (error) {
        errors.push([file, error instanceof Error ? error : new Error(String(error))]);
      }
    }
    if (errors.length > 0) {
      const { AggregateCreateNodesError } = await import('@nx/devkit');
      throw new AggregateCreateNodesError(errors, results);
    }
    return results;
  },
];

async function defaultsOfProject(
  file: string,
  workspaceRoot: string,
  environments: TaskEnvironments,
): Promise<Record<string, { root: string; targets: Record<string, TargetConfiguration> }>> {
  const project = await readJson<Partial<ProjectConfiguration>>(join(workspaceRoot, file));
  const root = dirname(file);
  const own = Object.entries(project.targets ?? {}).filter(
    ([, target]) => goExecutorOf(target) !== undefined,
  );
  if (own.length === 0) return {};
  const name =
    project.name ?? (await nameOfPackage(join(workspaceRoot, root))) ?? basename(join(workspaceRoot, root));
  const context = { name, root, workspaceRoot };
  const targets = Object.fromEntries(
    own.map(([target, given]) => {
      const environmentOf: EnvironmentOf = (configuration) =>
        environments.of({ projectRoot: root, target, configuration });
      return [target, defaultsOfTarget(given, context, environmentOf)];
    }),
  );
  return { [root]: { root, targets } };
}

/** Nx names a project by its package.json where its project.json does not. */
async function nameOfPackage(directory: string): Promise<string | undefined> {
  const file = join(directory, 'package.json');
  if (!existsSync(file)) return undefined;
  const { name, nx } = await readJson<{ name?: string; nx?: { name?: string } }>(file);
  return nx?.name ?? name;
}

/** JSON as Nx takes it; comments are rare, and what reads them takes long to load. */
async function readJson<T>(file: string): Promise<T> {
  const text = readFileSync(file, 'utf8');
  try {
    return JSON.parse(text) as T;
  } catch {
    const { parseJson } = await import('@nx/devkit');
    return parseJson(text) as T;
  }
}
