import { existsSync, readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { parseGoMod, parseGoWork, usesGoWork } from '../../toolchain';
import type { RunMemo } from '../run-memo';
import type { PlannedTidy } from './plan-tidy';

/**
 * What to say where `go mod tidy` looked for modules on the network that lie in the same go.work: it reads no go.work.
 *
 * @param said what Go said when it failed
 */
export async function explainWorkspace(
  { task, goEnv }: PlannedTidy,
  said: string,
  memo: RunMemo,
): Promise<string> {
  const { go, projectRoot: cwd, goEnvironment: env } = task;
  const around = await memo.goEnvOf({ go, cwd, env });
  if (!usesGoWork(around)) return '';
  const replaced = new Set(readMod(goEnv.GOMOD)?.replace.map(({ old }) => old.path));
  const base = dirname(around.GOWORK);
  const missed = parseGoWork(readFileSync(around.GOWORK, 'utf8')).file.use.flatMap(({ path }) => {
    const module = readMod(join(resolve(base, path), 'go.mod'))?.module;
    return module !== undefined && !replaced.has(module) && names(said, module) ? [module] : [];
  });
  return missed
    .map(
      (module) =>
        `goshawk: \`go mod tidy\` does not read go.work, and looked for ${module} elsewhere. Add \`replace ${module} => <its directory>\` to go.mod.\n`,
    )
    .join('');
}

function readMod(file: string) {
  return existsSync(file) ? parseGoMod(readFileSync(file, 'utf8')).file : undefined;
}

/** Whether a text names a module, or a package of it. */
function names(text: string, module: string): boolean {
  return text.split(/[\s"'`:@]+/).some((word) => word === module || word.startsWith(`${module}/`));
}
