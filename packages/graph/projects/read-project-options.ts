import { posix } from 'node:path';
import { invalidPluginOption, objectOption, refuseUnknownOptions, textOption } from '../../support';
import type { ProjectOptions } from './project-options';

/**
 * Reads, of the options that nx.json has for the plugin, those that decide what is a project and how it is called.
 *
 * @throws UsageError 'invalid-plugin-option'
 */
export function readProjectOptions(options: Record<string, unknown>): ProjectOptions {
  return {
    ...readProjectPerMain(options.projectPerMain),
    ...readProjectNames(options.projectNames),
    ...readGenerated(options.generated),
  };
}

function readProjectPerMain(given: unknown): Pick<ProjectOptions, 'projectPerMain'> {
  if (given === undefined) return {};
  if (typeof given !== 'boolean' && !isListOfText(given))
    throw invalidPluginOption('projectPerMain', 'true, false, or a list of module directories or paths');
  return { projectPerMain: given };
}

function readProjectNames(given: unknown): Pick<ProjectOptions, 'projectNames'> {
  if (given === undefined) return {};
  const names = objectOption('projectNames', given);
  refuseUnknownOptions(names, ['from', 'stripPrefix'], 'projectNames');
  const { from } = names;
  if (from !== undefined && from !== 'import-path' && from !== 'directory')
    throw invalidPluginOption('projectNames.from', '"import-path" or "directory"');
  const stripPrefix = textOption(names, 'stripPrefix');
  return {
    projectNames: { ...(from !== undefined && { from }), ...(stripPrefix !== undefined && { stripPrefix }) },
  };
}

function readGenerated(given: unknown): Pick<ProjectOptions, 'generated'> {
  if (given === undefined) return {};
  const generated = objectOption('generated', given);
  for (const [path, task] of Object.entries(generated)) {
    if (typeof task !== 'string' || !/^.+:.+$/.test(task))
      throw invalidPluginOption(`generated["${path}"]`, 'the task that makes it, such as "web:build"');
    if (!isInWorkspace(path))
      throw invalidPluginOption(
        `generated["${path}"]`,
        'a path in the workspace, relative to its root, such as "web/dist"',
      );
  }
  return { generated: generated as Record<string, string> };
}

function isInWorkspace(path: string): boolean {
  return !/^[/\\]|^\w:/.test(path) && !/^\.\.(\/|$)/.test(posix.normalize(path.replaceAll('\\', '/')));
}

function isListOfText(value: unknown): value is string[] {
  return Array.isArray(value) && value.every((one) => typeof one === 'string');
}
