import { BROKEN, TAG_SETS, generateModules } from '../generate/modules.mjs';
import { addUp } from '../harness/command.mjs';
import { interleave } from '../harness/interleave.mjs';
import { compare } from '../harness/report.mjs';
import { BenchmarkWorkspace } from '../harness/workspace.mjs';

/** `nx run-many -t go-test` over 100 modules in three tag sets, one of them broken, against a `go test` per tag set. */
export async function benchGoTest({ rounds }) {
  const { sources, modules, projects } = generateModules(100);
  const workspace = new BenchmarkWorkspace(sources, projects);
  try {
    const samples = await interleave(
      [
        { name: 'goshawk', run: () => testWithGoshawk(workspace) },
        { name: 'plain', run: () => testWithGo(workspace, modules) },
        { name: 'nx', run: () => workspace.nxGreen(workspace.idle, TEST_ALL) },
        { name: 'noop', run: () => workspace.nxGreen(workspace.bare, TEST_ALL) },
      ],
      rounds,
    );
    return [compare({ name: 'go-test, 100 modules, 3 tag sets, 1 broken', limit: 1.3, samples })];
  } finally {
    workspace.dispose();
  }
}

const TEST_ALL = ['run-many', '-t', 'go-test'];

async function testWithGoshawk(workspace) {
  const result = await workspace.nx(workspace.goshawk, TEST_ALL);
  const { exitCode, output } = result;
  const failed = [...new Set([...output.matchAll(/^\s*- (\S+):go-test$/gm)].map(([, project]) => project))];
  if (exitCode === 1 && failed.join() === BROKEN) return result;
  throw new Error(
    `only ${BROKEN} may fail, but exit code ${exitCode}, failed: ${failed.join(' ')}\n${output}`,
  );
}

async function testWithGo(workspace, modules) {
  const results = [];
  for (const tags of TAG_SETS) {
    const packages = modules.filter((module) => module.tags === tags).map(({ name }) => `./${name}`);
    const args = ['test', '-buildvcs=false', `-tags=${tags.join(',')}`, ...packages];
    const result = await workspace.goAnyway(args);
    const { exitCode, output } = result;
    const passed = output.match(/^ok\s/gm)?.length ?? 0;
    const broken = packages.includes(`./${BROKEN}`) ? 1 : 0;
    if (exitCode !== broken || passed !== packages.length - broken) throw new Error(`go test:\n${output}`);
    results.push(result);
  }
  return addUp(results);
}
