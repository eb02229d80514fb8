import { execFileSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { cleanEnvironment } from '../support/environment';

/** A GOROOT of links to the real one, with a tool that is given more arguments and says the same of its version as the real one. */
export function makePatchedGoroot(directory: string, tool: string, args: string): Promise<void> {
  const settings = execFileSync('go', ['env', 'GOROOT', 'GOTOOLDIR'], {
    encoding: 'utf8',
    env: cleanEnvironment(),
  });
  const [goroot = '', tools = ''] = settings.trim().split('\n');
  const platform = tools.split('/').at(-1) ?? '';
  linkAll(goroot, directory, ['pkg']);
  linkAll(join(goroot, 'pkg'), join(directory, 'pkg'), ['tool']);
  linkAll(tools, join(directory, 'pkg', 'tool', platform), [tool]);
  const patched = join(directory, 'pkg', 'tool', platform, tool);
  const real = join(tools, tool);
  rmSync(patched, { force: true });
  writeFileSync(
    patched,
    `#!/bin/sh\ncase "$*" in *-V=full*) exec ${real} "$@" ;; esac\nexec ${real} ${args} "$@"\n`,
  );
  chmodSync(patched, 0o755);
  return Promise.resolve();
}

function linkAll(from: string, to: string, except: readonly string[]): void {
  mkdirSync(to, { recursive: true });
  for (const name of readdirSync(from)) {
    if (!except.includes(name) && !existsSync(join(to, name))) symlinkSync(join(from, name), join(to, name));
  }
}
