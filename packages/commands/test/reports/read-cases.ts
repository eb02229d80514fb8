import type { TestEvent } from '../results/test-event';
import { isFraming } from '../results/render-package';
import type { Verdict } from '../results/package-result';

/** One run of a test, subtest, example, fuzz seed or benchmark: with -count and -cpu, a name has several. */
export interface TestCase {
  readonly name: string;
  /** Absent for one that never ended. */
  verdict?: Verdict;
  /** As the test itself says it. */
  seconds: number;
  /** What it printed, without the lines that say that it began or ended. */
  output: string;
}

/** What the events of one package say. */
export interface PackageCases {
  readonly cases: readonly TestCase[];
  /** Of the package, with the start of its process. */
  readonly seconds: number;
  /** RFC 3339; absent where the events say nothing. */
  readonly startTime: string | undefined;
  /** What the package printed outside its tests. */
  readonly output: string;
}

/** Reads the events of one package. */
export function readCases(events: readonly string[]): PackageCases {
  const cases: TestCase[] = [];
  const latest = new Map<string, TestCase>();
  let seconds = 0;
  let startTime: string | undefined;
  let outside = '';
  const begin = (name: string): TestCase => {
    const begun: TestCase = { name, seconds: 0, output: '' };
    cases.push(begun);
    latest.set(name, begun);
    return begun;
  };
  for (const line of events) {
    const { Action, Test = '', Output = '', Elapsed = 0, Time } = JSON.parse(line) as TestEvent;
    startTime ??= Time;
    const current = latest.get(Test);
    if (Action === 'run') begin(Test);
    else if (Action === 'output' && current === undefined) outside += Output;
    else if (Action === 'output' && current !== undefined && !isFraming(Output)) current.output += Output;
    else if (isVerdict(Action) && Test === '') seconds = Elapsed;
    else if (isVerdict(Action)) Object.assign(current ?? begin(Test), { verdict: Action, seconds: Elapsed });
  }
  return { cases, seconds, startTime, output: outside };
}

function isVerdict(action: string): action is Verdict {
  return action === 'pass' || action === 'fail' || action === 'skip';
}
