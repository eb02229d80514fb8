import { formatFinding } from '../support';
import { runTaskAlone, runTurbo } from '../turborepo';
import { EXIT_FINDINGS, graphPlaceOf } from './context';

/** `goshawk turbo run …`: turbo's own exit code, unless what it replayed is wrong. */
export async function runWithTurbo(argv: readonly string[]): Promise<number> {
  const { exitCode, findings } = await runTurbo(argv, graphPlaceOf({}));
  for (const finding of findings) process.stderr.write(`goshawk: ${formatFinding(finding)}\n`);
  return exitCode === 0 && findings.length > 0 ? EXIT_FINDINGS : exitCode;
}

/** `goshawk turbo task …`: one task of the module in this directory. */
export function runTurboTask([kind = '', ...args]: readonly string[]): Promise<number> {
  return runTaskAlone(kind, args, graphPlaceOf({}), (text) => void process.stdout.write(text));
}
