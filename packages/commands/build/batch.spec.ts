import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import type { BuildOptions } from '../options/go-options';
import { BuildFixture, onlyOutcome } from '../testing/build-fixture';
import { buildTasks } from './build-tasks';

jest.setTimeout(600_000);

const SEED = 20261122;
const RUNS = 12;

const WRONG = {
  type: 'package main\n\nvar v string\n\nfunc main() { undefinedHere(v) }\n',
  syntax: 'package main\n\nfunc main() {\n',
  import: 'package main\n\nimport _ "example.test/nowhere"\n\nvar v string\n\nfunc main() { println(v) }\n',
};

const RIGHT = `package main

import "example.test/lib"

var v string

func main() { println(lib.Word, v) }
`;

interface GivenTask {
  readonly project: string;
  readonly source: string;
  readonly options: BuildOptions;
}

/** Two projects have a program of the same name; each can be right or wrong in one of three ways. */
const givenTasks = fc.subarray(['a', 'b', 'c', 'd'], { minLength: 2 }).chain((projects) =>
  fc.tuple(
    ...projects.map((project) =>
      fc.record<GivenTask>({
        project: fc.constant(project),
        source: fc.oneof(
          { weight: 3, arbitrary: fc.constant(RIGHT) },
          { weight: 1, arbitrary: fc.constantFrom(...Object.values(WRONG)) },
        ),
        options: fc.record(
          {
            tags: fc.constantFrom('special', ['special']),
            ldflags: fc.constantFrom('-X main.v=1', "-s -X 'main.v=a b'", '-w'),
          },
          { requiredKeys: [] },
        ),
      }),
    ),
  ),
);

const fixture = new BuildFixture();

afterAll(() => fixture.remove());

function lay(tasks: readonly GivenTask[]): void {
  const modules = tasks.map(({ project, source }) => [project, { [`${nameOf(project)}/main.go`]: source }]);
  fixture.modules({
    ...(Object.fromEntries(modules) as Record<string, Record<string, string>>),
    lib: {
      'lib.go': 'package lib\n',
      'on.go': '//go:build special\n\npackage lib\n\nconst Word = "special"\n',
      'off.go': '//go:build !special\n\npackage lib\n\nconst Word = "plain"\n',
    },
  });
}

function nameOf(project: string): string {
  return project === 'a' || project === 'b' ? 'server' : project;
}

/** The bytes of each artifact by project; undefined where a task failed. */
async function build(tasks: readonly GivenTask[], place: string, how: 'together' | 'each alone') {
  const goTasks = tasks.map(({ project, options }) =>
    fixture.task(project, { ...options, outputPath: join('out', place, project) }, { GOPROXY: 'off' }),
  );
  const outcomes =
    how === 'together'
      ? await buildTasks(goTasks)
      : await eachAlone(goTasks.map((task) => () => onlyOutcome(buildTasks([task]))));
  return tasks.map(({ project }) => {
    const outcome = outcomes.find(({ id }) => id === `${project}:go-build`);
    const artifact = join(fixture.workspace, 'out', place, project, nameOf(project));
    expect(existsSync(artifact)).toBe(outcome?.success);
    return { success: outcome?.success, bytes: existsSync(artifact) ? readFileSync(artifact) : undefined };
  });
}

async function eachAlone<T>(builds: readonly (() => Promise<T>)[]): Promise<T[]> {
  const made: T[] = [];
  for (const one of builds) made.push(await one());
  return made;
}

const onPosix = process.platform === 'win32' ? it.skip : it;

describe('a batch of builds', () => {
  onPosix('gives the same artifacts as one build each, byte for byte, and fails the same tasks', async () => {
    let run = 0;
    await fc.assert(
      fc.asyncProperty(givenTasks, async (tasks) => {
        run += 1;
        lay(tasks);
        const together = await build(tasks, `batch-${run}`, 'together');
        const alone = await build(tasks, `single-${run}`, 'each alone');
        expect(together.map(({ success }) => success)).toEqual(tasks.map(({ source }) => source === RIGHT));
        expect(alone.map(({ success }) => success)).toEqual(together.map(({ success }) => success));
        const differing = tasks.filter((_, index) => {
          const [one, other] = [together[index]?.bytes, alone[index]?.bytes];
          return one !== undefined && other !== undefined && !one.equals(other);
        });
        expect(differing).toEqual([]);
      }),
      { numRuns: RUNS, seed: SEED, endOnFailure: true },
    );
  });
});
