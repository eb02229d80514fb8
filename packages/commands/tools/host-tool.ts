import { existsSync } from 'node:fs';
import { GoshawkError } from '../../support';
import { dimensionCommand, runGoCommand, withScratch } from '../go-command';
import type { PreparedTask } from '../go-task';
import type { SharedOptions } from '../options/go-options';
import { prepareTask } from '../prepare-task';
import type { RunMemo } from '../run-memo';
import type { FoundTool } from './find-tool';

/**
 * A tool of go.mod for a task of another platform: `go tool` would build it for that one, and could not start it
 * (cmd/go/internal/tool). It is built in the dimension of this machine, and named by its file.
 *
 * @throws GoshawkError 'tool-not-built'
 */
export async function hostTool(
  tool: FoundTool,
  task: PreparedTask<SharedOptions>,
  memo: RunMemo,
): Promise<FoundTool> {
  const { GOOS, GOARCH, GOHOSTOS, GOHOSTARCH } = task.dimension.goEnv;
  if (tool.args.length === 0 || (GOOS === GOHOSTOS && GOARCH === GOHOSTARCH)) return tool;
  const given = Object.entries(task.options.env ?? {}).filter(([name]) => !['GOOS', 'GOARCH'].includes(name));
  const options = {
    ...task.options,
    env: Object.fromEntries(given),
    goos: GOHOSTOS,
    goarch: GOHOSTARCH,
  };
  const host = await prepareTask({ ...task, options }, memo);
  const file = await withScratch((scratch) => builtFile(tool, host, scratch));
  return { ...tool, file, args: [] };
}

async function builtFile(
  { args }: FoundTool,
  { id, go, goEnvironment: env, dimension, projectRoot: cwd }: PreparedTask<SharedOptions>,
  scratch: string,
): Promise<string> {
  const command = await dimensionCommand({ go, cwd, env, dimension, packages: [], scratch });
  const [verb = 'tool', ...rest] = args;
  let said = '';
  // When Go 1.24 has built it, it names a file that is gone by then, and the kept one from the second time on.
  for (let time = 1; time <= 2; time++) {
    const { stdout, stderr } = await runGoCommand(command, [verb, '-n', ...rest], () => undefined);
    const file = stdout.trim();
    if (file !== '' && existsSync(file)) return file;
    said = stderr.trim() || file;
  }
  throw new GoshawkError({
    code: 'tool-not-built',
    message: `${id}: \`go ${args.join(' ')}\` could not be built for this machine: ${said}`,
    next: 'Run `go mod tidy` where its module is missing, or install the program and set the option binary to its path.',
  });
}
