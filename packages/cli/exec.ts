import { formatFinding } from '../support';
import { execGo } from '../commands';
import type { PlaceOptions } from './context';

/** `goshawk exec [--] go build …` */
export async function exec(argv: readonly string[], options: PlaceOptions): Promise<number> {
  const result = await execGo({
    argv,
    cwd: process.cwd(),
    env: process.env,
    goBinary: options.go,
    cacheRoot: options.cacheRoot,
    onFinding: (finding) => process.stderr.write(`${formatFinding(finding)}\n`),
  });
  return result.exitCode;
}
