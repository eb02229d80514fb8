import { existsSync, lstatSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { isAbandoned, processMark } from '../../support';
import { runProcess, type Env, type ProcessResult } from '../../toolchain';
import type { PlacedArtifacts } from '../placed-artifacts';

/**
 * Runs a go command that writes `targets`, with those out of its sight that another dimension made: Go would take one for up
 * to date where only a compiler, a linker or another thing that its build ID lacks has changed. One that the command does not
 * replace comes back.
 */
export async function withForeignTargetsAside(
  targets: readonly string[],
  placed: PlacedArtifacts,
  { go, cwd, env }: { go: string; cwd: string; env: Env },
  run: () => Promise<ProcessResult>,
): Promise<ProcessResult> {
  for (const target of targets) bringBackAbandoned(target);
  const aside = new Map<string, string>();
  for (const target of targets) {
    if (!isFile(target) || placed.isOwn(target)) continue;
    // Go refuses to overwrite what is none of its artifacts, and must see it.
    if (!(await hasBuildId(target, { go, cwd, env }))) continue;
    const place = join(dirname(target), `${prefixOf(target)}${processMark()}`);
    if (tryRename(target, place)) aside.set(target, place);
  }
  try {
    const result = await run();
    if (result.exitCode === 0) placed.add(targets.filter(isFile));
    return result;
  } finally {
    for (const [target, place] of aside) bringBack(place, target);
  }
}

function isFile(path: string): boolean {
  return lstatSync(path, { throwIfNoEntry: false })?.isFile() === true;
}

async function hasBuildId(
  file: string,
  { go, cwd, env }: { go: string; cwd: string; env: Env },
): Promise<boolean> {
  const { exitCode, stdout } = await runProcess({ file: go, args: ['tool', 'buildid', file], cwd, env });
  return exitCode === 0 && stdout.trim() !== '';
}

function prefixOf(target: string): string {
  return `.${basename(target)}.goshawk-`;
}

/** What a killed run put aside. */
function bringBackAbandoned(target: string): void {
  const directory = dirname(target);
  if (!existsSync(directory)) return;
  for (const name of readdirSync(directory)) {
    if (!name.startsWith(prefixOf(target))) continue;
    const place = join(directory, name);
    // A rename moves the ctime.
    const { ctimeMs = Date.now() } = lstatSync(place, { throwIfNoEntry: false }) ?? {};
    if (isAbandoned(name.slice(prefixOf(target).length), ctimeMs)) bringBack(place, target);
  }
}

function bringBack(place: string, target: string): void {
  if (existsSync(target)) rmSync(place, { force: true });
  else tryRename(place, target);
}

function tryRename(from: string, to: string): boolean {
  try {
    renameSync(from, to);
    return true;
  } catch {
    return false; // A directory that may not be written: the go command says so as well.
  }
}
