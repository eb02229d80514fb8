import { cleanEnvironment } from './environment';
import { run } from './run';

const npmCommand = process.platform === 'win32' ? 'npm.cmd' : 'npm';

/** Runs npm and returns what it printed on its standard output. */
export async function npm(cwd: string, ...args: string[]): Promise<string> {
  const result = await run(npmCommand, args, { cwd, env: cleanEnvironment(), seconds: 480 });
  if (result.exitCode !== 0) throw new Error(`npm ${args.join(' ')} failed in ${cwd}:\n${result.output}`);
  return result.stdout;
}
