import { resolve } from 'node:path';
import { parseGoArguments, type GoFlag } from '../../../toolchain';
import type { PreparedTask } from '../../go-task';
import { listOf, type TestOptions } from '../../options/go-options';

/** What options and flags of a task come to on the command line of `go test`. */
export interface TestArguments {
  /** Flags of the go command and of the test binaries; none that decide where or how results are printed. */
  readonly flags: readonly GoFlag[];
  /** Arguments that only the test binaries know (`-args`). */
  readonly programArguments: readonly string[];
  /** Absolute path of the cover profile. */
  readonly coverProfile: string | undefined;
  /** Whether the go command is to write one: for that file, or for the threshold. */
  readonly collects: 'profiles' | 'nothing';
  /** Whether output of tests that pass is wanted. */
  readonly showsPassing: boolean;
}

/** Results come by -json, and the profile of several commands is put together: these flags are ours to set. */
const OWN_FLAGS = new Set(['json', 'v', 'test.v', 'coverprofile', 'test.coverprofile']);

/** Puts the options of `go test` before the task's other flags, so that flags given as such win. */
export function readTestArguments(task: PreparedTask<TestOptions>): TestArguments {
  const { options, workspaceRoot, cwd, flags } = task;
  const parsed = parseGoArguments('test', [...runsAnyway(task), ...flagsOf(options), ...flags]);
  const switchedOn = (name: string) =>
    parsed.flags.some((flag) => bareName(flag) === name && flag.value !== 'false');
  const profile = parsed.flags.findLast((flag) => bareName(flag) === 'coverprofile')?.value;
  const coverProfile =
    options.coverProfile === undefined
      ? profile && resolve(cwd, profile)
      : resolve(workspaceRoot, options.coverProfile);
  const isMeasured = coverProfile !== undefined || options.coverageThreshold !== undefined;
  return {
    flags: parsed.flags.filter(({ name }) => !OWN_FLAGS.has(name)),
    programArguments: [
      ...parsed.rest.filter((word) => word !== '-args' && word !== '--args'),
      ...(options.args ?? []),
    ],
    coverProfile,
    collects: isMeasured ? 'profiles' : 'nothing',
    // Benchmarks say what they have to say in the output of a run that passes.
    showsPassing: options.verbose === true || switchedOn('v') || switchedOn('bench'),
  };
}

/**
 * Under -coverpkg a result speaks of packages that the test binary does not have. Go 1.25 and early releases of 1.26 keep it
 * under a key without them (cmd/go/internal/test/test.go: coverProfileAndInputKey), so that it is not to be kept at all.
 */
function runsAnyway({ dimension }: PreparedTask<TestOptions>): string[] {
  return dimension.buildFlags.coverpkg === undefined ? [] : ['-count=1'];
}

function flagsOf(options: TestOptions): string[] {
  const flags: string[] = [];
  for (const name of [
    'run',
    'skip',
    'count',
    'timeout',
    'short',
    'parallel',
    'failfast',
    'shuffle',
    'vet',
  ] as const) {
    const value = options[name];
    if (value !== undefined) flags.push(`-${name}=${value}`);
  }
  const cpu = listOf(options.cpu);
  if (cpu.length > 0) flags.push(`-cpu=${cpu.join(',')}`);
  return flags;
}

/** `go test` knows each flag of the test binary by its name and with the binary's own prefix. */
export function bareName({ name }: GoFlag): string {
  return name.replace(/^test\./, '');
}
