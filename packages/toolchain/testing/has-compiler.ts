import { execFileSync } from 'node:child_process';

/** Whether tests that need a C compiler can run here; none is expected on Windows. */
export function hasCompiler(): boolean {
  try {
    execFileSync('cc', ['--version'], { stdio: 'ignore' });
    return process.platform !== 'win32';
  } catch {
    return false; // It could not be started.
  }
}
