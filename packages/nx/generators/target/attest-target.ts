import { posix } from 'node:path';
import type { TargetConfiguration } from '@nx/devkit';
import { usualOutputPath } from '../../../commands';
import { importPathOf, type GoProject } from '../../../graph';
import { UsageError } from '../../../support';
import { programNameOf } from '../shared/go-names';

/**
 * A target that builds, and holds the artifacts of each platform against their attestations once more: for a pipeline that
 * hands them over later.
 *
 * @throws UsageError 'attest-needs-platforms'
 */
export function attestTarget(
  name: string,
  { configurations, defaultConfiguration }: TargetConfiguration,
  project: GoProject,
): TargetConfiguration {
  const programs = project.packages
    .filter(({ isProgram }) => isProgram)
    .map((node) => programNameOf(importPathOf(node) ?? ''));
  const commands = Object.entries((configurations ?? {}) as Record<string, BuildOptions>).flatMap(
    ([configuration, { goos, goarch, outputPath }]) => {
      if (goos === undefined || goarch === undefined) return [];
      const directory = outputPath ?? usualOutputPath(project.root, `${goos}-${goarch}`);
      const extension = goos === 'windows' ? '.exe' : '';
      const files = programs.map((program) => JSON.stringify(posix.join(directory, program + extension)));
      return [[configuration, { command: `npx goshawk attest verify ${files.join(' ')}` }] as const];
    },
  );
  const [first] = commands;
  if (first === undefined || programs.length === 0)
    throw new UsageError({
      code: 'attest-needs-platforms',
      message: `${project.name} has no ${programs.length === 0 ? 'program' : 'platform'} whose artifacts could be checked.`,
      next: 'Give --platforms, such as --platforms=linux/amd64, for a project with a program.',
    });
  return {
    executor: 'nx:run-commands',
    dependsOn: [name],
    cache: false,
    options: { cwd: '{workspaceRoot}' },
    configurations: Object.fromEntries(commands),
    defaultConfiguration: defaultConfiguration ?? first[0],
  };
}

interface BuildOptions {
  readonly goos?: string;
  readonly goarch?: string;
  readonly outputPath?: string;
}
