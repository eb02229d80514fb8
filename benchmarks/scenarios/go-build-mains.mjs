import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { generateMains } from '../generate/mains.mjs';
import { addUp } from '../harness/command.mjs';
import { interleave } from '../harness/interleave.mjs';
import { compare } from '../harness/report.mjs';
import { BenchmarkWorkspace } from '../harness/workspace.mjs';

/** `nx run-many -t go-build` over 20 programs with ldflags of their own, against a `go build` for each. */
export async function benchGoBuildMains({ rounds }) {
  const { sources, mains, projects } = generateMains(20);
  const workspace = new BenchmarkWorkspace(sources, projects);
  const buildAll = ['run-many', '-t', 'go-build'];
  const subjects = [
    { name: 'goshawk', run: () => workspace.nxGreen(workspace.goshawk, buildAll) },
    { name: 'plain', run: () => buildEach(workspace, mains) },
    { name: 'nx', run: () => workspace.nxGreen(workspace.idle, buildAll) },
    { name: 'noop', run: () => workspace.nxGreen(workspace.bare, buildAll) },
  ];
  try {
    const upToDate = await interleave(subjects, rounds);
    const removed = { goshawk: join(workspace.goshawk, 'dist'), plain: workspace.artifacts };
    const fromNothing = subjects.map((subject) => ({
      ...subject,
      prepare: () => remove(removed[subject.name]),
    }));
    const relinked = await interleave(fromNothing, rounds);
    return [
      compare({ name: 'go-build, 20 mains, up to date', limit: 1.3, samples: upToDate }),
      compare({ name: 'go-build, 20 mains, all linked anew', limit: 1.3, samples: relinked }),
    ];
  } finally {
    workspace.dispose();
  }
}

function remove(directory) {
  if (directory) rmSync(directory, { recursive: true, force: true });
}

async function buildEach(workspace, mains) {
  const results = [];
  for (const { name, ldflags } of mains) {
    const artifact = join(workspace.artifacts, name);
    const args = ['build', '-buildvcs=false', `-ldflags=${ldflags}`, '-o', artifact, `./${name}`];
    results.push(await workspace.go(args));
  }
  return addUp(results);
}
