import { join } from 'node:path';
import { readActionGraph, runProcess, type ActionGraph } from '../../toolchain';
import type { DimensionCommand } from '../go-command';
import type { PackageResult } from './results/package-result';
import { TestEvents } from './results/test-events';

export interface TestCommand {
  readonly prepared: DimensionCommand;
  readonly packages: readonly string[];
  /** All flags after the packages. */
  readonly flags: readonly string[];
  readonly programArguments: readonly string[];
  /** Directory for the command's own files. */
  readonly scratch: string;
  readonly onClosed: (result: PackageResult) => void;
  /** Whether the events themselves are wanted, besides what they say. */
  readonly keeps: 'events' | 'results';
}

/** What one `go test` said. */
export interface TestCommandOutcome {
  readonly packages: readonly string[];
  readonly results: ReadonlyMap<string, PackageResult>;
  /** What building printed, by the go command's name of the package. */
  readonly builds: ReadonlyMap<string, string>;
  /** Standard error, and whatever was no event. */
  readonly messages: string;
  readonly graph: ActionGraph;
  readonly exitCode: number;
  /** The signal that was to end it. */
  readonly stoppedBy: NodeJS.Signals | undefined;
  /** Unix milliseconds. */
  readonly startTime: number;
}

/** Runs one `go test -json`. */
export async function runTestCommand(command: TestCommand): Promise<TestCommandOutcome> {
  const { prepared, packages, flags, programArguments, scratch } = command;
  const graphFile = join(scratch, 'actions.json');
  const events = new TestEvents(command.onClosed, command.keeps);
  const startTime = Date.now();
  const result = await runProcess({
    file: prepared.go,
    args: [
      'test',
      '-json',
      `-debug-actiongraph=${graphFile}`,
      // Before flags: after one that only the tests know, Go would take packages for arguments of theirs.
      ...packages,
      ...flags,
      ...prepared.flags,
      ...(programArguments.length === 0 ? [] : ['-args', ...programArguments]),
    ],
    cwd: prepared.cwd,
    env: prepared.env,
    onStdout: (chunk) => events.write(chunk),
  });
  events.end();
  return {
    packages,
    results: events.packages,
    builds: events.builds,
    messages: result.stderr + events.other,
    graph: readActionGraph(graphFile),
    exitCode: result.exitCode,
    stoppedBy: result.stoppedBy,
    startTime,
  };
}
