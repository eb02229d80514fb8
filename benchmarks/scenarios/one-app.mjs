import { join } from 'node:path';
import { CHANGED_FILE, changedFile, generateApp } from '../generate/app.mjs';
import { generateClientGo, mainFile } from '../generate/client-go.mjs';
import { interleave } from '../harness/interleave.mjs';
import { compare } from '../harness/report.mjs';
import { BenchmarkWorkspace } from '../harness/workspace.mjs';

const PROJECT = {
  root: 'app',
  config: { name: 'app', targets: { 'go-build': { executor: 'goshawk:go-build', options: {} } } },
};

/** One program of middling size against plain `go build`: up to date, linked anew, one file changed. */
export function benchApp({ rounds }) {
  const change = (value) => ({ path: CHANGED_FILE, content: changedFile(value) });
  return benchOneApp({ label: '40 packages', sources: generateApp(), change, rounds });
}

/** The same for a program over k8s.io/client-go. */
export function benchClientGo({ rounds }) {
  const change = (value) => ({ path: 'app/main.go', content: mainFile(value) });
  return benchOneApp({
    label: 'client-go',
    sources: generateClientGo(),
    change,
    rounds,
    tidy: ['mod', 'tidy'],
  });
}

async function benchOneApp({ label, sources, change, rounds, tidy }) {
  const workspace = new BenchmarkWorkspace(sources, [PROJECT]);
  try {
    if (tidy) await workspace.go(tidy, join(workspace.goshawk, 'app'));
    const upToDate = await interleave(buildersOf(workspace, fixed), rounds);
    const relinked = await interleave(buildersOf(workspace, eachRound), rounds);
    const write = (round) => {
      const { path, content } = change(`round ${round}`);
      workspace.write(path, content);
    };
    const [first, ...others] = buildersOf(workspace, fixed);
    const changed = await interleave([{ ...first, prepare: write }, ...others], rounds);
    return [
      compare({ name: `one app, ${label}, up to date`, limit: 1.2, samples: upToDate }),
      compare({ name: `one app, ${label}, linked anew`, limit: 1.2, samples: relinked }),
      compare({ name: `one app, ${label}, one file changed`, limit: 1.2, samples: changed }),
    ];
  } finally {
    workspace.dispose();
  }
}

const fixed = () => '-X main.version=1.0.0';
const eachRound = (round) => `-X main.version=1.0.0-${round}`;

/** The subjects, with ldflags that may change from round to round, which makes Go link anew. */
function buildersOf(workspace, ldflagsOf) {
  return [
    {
      name: 'goshawk',
      run: (round) => {
        const args = ['run', 'app:go-build', `--ldflags=${ldflagsOf(round)}`];
        return workspace.nxGreen(workspace.goshawk, args);
      },
    },
    {
      name: 'plain',
      run: (round) => {
        const ldflags = `-ldflags=${ldflagsOf(round)}`;
        const artifact = join(workspace.artifacts, 'app');
        const args = ['build', '-buildvcs=false', ldflags, '-o', artifact, './app'];
        return workspace.go(args);
      },
    },
    { name: 'nx', run: () => workspace.nxGreen(workspace.idle, ['run', 'app:go-build']) },
    { name: 'noop', run: () => workspace.nxGreen(workspace.bare, ['run', 'app:go-build']) },
  ];
}
