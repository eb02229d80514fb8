import { readFileSync } from 'node:fs';
import { spawnSync } from 'node:child_process';
import { basename } from 'node:path';
import type { Env } from './run';

/** What can be told from a program without knowing how it was built. */
export interface Artifact {
  readonly format: 'elf' | 'pe' | 'mach-o';
  readonly goVersion: string;
  /** The build settings that Go records in it: GOOS, GOARCH, CGO_ENABLED, -tags, -ldflags … */
  readonly settings: Readonly<Record<string, string>>;
  /** What it prints, where this machine can run it. */
  readonly prints: string | undefined;
}

/** Reads a program with `go version -m`, and runs it where this machine can. */
export function readArtifact(file: string, env: Env): Artifact {
  const result = spawnSync('go', ['version', '-m', file], {
    encoding: 'utf8',
    env: { ...env, GOTOOLCHAIN: 'local' },
  });
  if (result.status !== 0) throw new Error(`go version -m ${file} failed: ${result.stderr}`);
  const [heading = '', ...lines] = result.stdout.split('\n');
  const settings = Object.fromEntries(lines.filter((line) => line.startsWith('\tbuild\t')).map(readSetting));
  const goVersion = heading.slice(heading.lastIndexOf(': ') + 2);
  return { format: formatOf(file), goVersion, settings, prints: printsOf(file, settings, env) };
}

function readSetting(line: string): [string, string] {
  const setting = line.slice('\tbuild\t'.length);
  const separator = setting.indexOf('=');
  const [name, value] = [setting.slice(0, separator), setting.slice(separator + 1)];
  // Where the profile lies is no part of the outcome: Go leaves it out under -trimpath as well.
  return [name, name === '-pgo' ? basename(value) : value];
}

function formatOf(file: string): Artifact['format'] {
  const magic = readFileSync(file).subarray(0, 4).toString('latin1');
  if (magic === '\x7fELF') return 'elf';
  if (magic.startsWith('MZ')) return 'pe';
  if (magic === '\xcf\xfa\xed\xfe') return 'mach-o';
  throw new Error(`${file} is no program: it begins with ${JSON.stringify(magic)}`);
}

function printsOf(file: string, settings: Artifact['settings'], env: Env): string | undefined {
  const host = { os: process.platform === 'win32' ? 'windows' : process.platform, arch: goArch() };
  if (settings.GOOS !== host.os || settings.GOARCH !== host.arch) return undefined;
  const result = spawnSync(file, [], { encoding: 'utf8', env, timeout: 20_000 });
  return result.stdout + result.stderr;
}

function goArch(): string {
  const names: Record<string, string> = { x64: 'amd64', ia32: '386' };
  return names[process.arch] ?? process.arch;
}
