import { existsSync } from 'node:fs';
import { readArtifact } from '../support/artifact';
import type { Outcome } from '../support/oracle';
import type { Env, RunResult } from '../support/run';
import type { Use } from './row';

/** One run of a command, and what came of it. */
export interface Run {
  readonly outcome: Outcome;
  readonly output: string;
}

/** What came of a command that builds `file`, if it builds one. */
export function toRun(use: Use, result: RunResult, file: () => string | undefined, env: Env): Run {
  const { output } = result;
  return { output, outcome: readOutcome[use](result, file, env) };
}

const readOutcome: Record<Use, (result: RunResult, file: () => string | undefined, env: Env) => Outcome> = {
  build: ({ exitCode }, file, env) => {
    const path = exitCode === 0 ? file() : undefined;
    if (path === undefined || !existsSync(path)) return { succeeded: false };
    return { succeeded: true, artifact: readArtifact(path, env) };
  },
  run: ({ exitCode, output }) => says(exitCode === 0, lastDigit(output)),
  vet: ({ exitCode, output }) => ({ succeeded: exitCode === 0, says: reports(output) }),
  test: ({ exitCode, output }) => {
    // A test that could not be built is neither red nor green.
    const isBuilt = !/build failed|setup failed/.test(output);
    return { succeeded: exitCode === 0, ...(!isBuilt && { says: 'not built' }) };
  },
};

function says(succeeded: boolean, text: string): Outcome {
  return succeeded && text !== '' ? { succeeded, says: text } : { succeeded: false };
}

/** Programs of `go run` print one digit on a line of its own; Nx prints more. */
export function lastDigit(output: string): string {
  return [...output.matchAll(/^(\d)$/gm)].at(-1)?.[1] ?? '';
}

/** What vet reports, without the places, which are another machine's or directory's. */
function reports(output: string): string {
  return [...output.matchAll(/"message": "(.*)"/g)].map(([, message]) => message).join('\n');
}
