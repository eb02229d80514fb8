import { formatFinding } from '../support';
import { runTaskAlone, runTurbo } from '../turborepo';
import { EXIT_FINDINGS, graphPlaceOf } from './context';

/** `goshawk turbo run …`: turbo's own exit code, unless what it replayed is wrong. */
export async function runWithTurbo(argv: readonly string[]): Promise<number> {
  const { exitCode, findings, isBusy } = await runTurbo(argv, graphPlaceOf({}));
  for (const finding of findings) process.stderr.write(`goshawk: ${formatFinding(finding)}\n`);
  const code = exitCode === 0 && findings.length > 0 ? EXIT_FINDINGS : exitCode;
  // Nobody waits for them: they end with this process.
  if (isBusy) process.exit(code);
  return code;
}

/** `goshawk turbo task …`: one task of the module in this directory. */
export function runTurboTask([kind = '', ...args]: readonly string[]): Promise<number> {
  return runTaskAlone(kind, args, graphPlaceOf({}), (text) => void process.stdout.write(text));
}
