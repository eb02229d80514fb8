import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import { buildTasks } from '../build/build-tasks';
import type { GoTask, TaskOutcome } from '../go-task';
import type { BuildOptions } from '../options/go-options';
import { GoSpace } from '../test/testing/go-space';

/** Source of a program that prints a word, by `println` so that little has to be compiled. */
export function program(word: string): string {
  return `package main\n\nfunc main() { println("${word}") }\n`;
}

/** A workspace with go-build tasks. */
export class BuildFixture extends GoSpace {
  override task<Options>(
    project: string,
    options: Options,
    env: Readonly<Record<string, string>> = {},
  ): GoTask<Options & { cacheRoot: string }> {
    return { ...super.task(project, options, env), id: `${project}:go-build` };
  }

  build(project: string, options: BuildOptions = {}, env: Record<string, string> = {}): Promise<TaskOutcome> {
    const task = this.task(project, options, env);
    // A cacheRoot of the options wins over the shared one.
    return onlyOutcome(buildTasks([{ ...task, options: { ...task.options, ...options } }]));
  }

  artifact(project: string, name: string, platform = hostPlatform()): string {
    return join(this.workspace, 'dist', project, platform, name);
  }
}

export async function onlyOutcome(outcomes: Promise<readonly TaskOutcome[]>): Promise<TaskOutcome> {
  const [only, ...others] = await outcomes;
  if (only === undefined || others.length > 0)
    throw new Error(`${others.length + 1} outcomes instead of one.`);
  return only;
}

/** What an artifact prints to stderr, where `println` writes. */
export function outputOf(artifact: string): string {
  return execFileSync('/bin/sh', ['-c', '"$0" 2>&1', artifact], { encoding: 'utf8' }).trim();
}

/** How many packages the closing line of a task says were compiled. */
export function builtCount({ output }: TaskOutcome): number {
  const found = /· (\d+) built, \d+ reused/.exec(output);
  if (found === null) throw new Error(`no closing line in ${output}`);
  return Number(found[1]);
}

function hostPlatform(): string {
  const goos = process.platform === 'win32' ? 'windows' : process.platform;
  return `${goos}-${process.arch === 'x64' ? 'amd64' : process.arch}`;
}
