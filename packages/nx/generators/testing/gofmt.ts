import { join } from 'node:path';
import { runProcess } from '../../../toolchain';
import { askGoItself, goEnvironment } from '../../../toolchain/testing/go-environment';

/** Names of Go files below a directory that gofmt would write otherwise, a line for each. */
export async function gofmtComplaints(directory: string): Promise<string> {
  const env = goEnvironment();
  const goroot = askGoItself(['env', 'GOROOT'], directory, env).trim();
  const file = join(goroot, 'bin', process.platform === 'win32' ? 'gofmt.exe' : 'gofmt');
  const { stdout, stderr } = await runProcess({ file, args: ['-l', '.'], cwd: directory, env });
  return stdout + stderr;
}
