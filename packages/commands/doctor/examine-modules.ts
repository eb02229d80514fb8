import { statSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { readVariable } from '../../support';
import { runProcess, type GoEnv } from '../../toolchain';
import { Notes, type ExaminedPlace, type Examination } from './examination';

/** From where modules come, and what of them is checked. */
export async function examineModules(place: ExaminedPlace, goEnv: GoEnv): Promise<Examination> {
  const notes = new Notes('modules');
  for (const name of ['GOPROXY', 'GOSUMDB', 'GOPRIVATE', 'GONOPROXY', 'GONOSUMDB', 'GOINSECURE'] as const) {
    if (goEnv[name] !== '') notes.fact(name, goEnv[name]);
  }
  if (goEnv.GOSUMDB === 'off') {
    notes.find(
      'warning',
      'checksums-not-compared',
      'GOSUMDB is off: a new module is taken for what the proxy says it is',
      'unset it, and name private modules in GOPRIVATE instead',
    );
  }
  if (goEnv.GOINSECURE !== '') {
    notes.find(
      'warning',
      'insecure-modules',
      `modules of ${goEnv.GOINSECURE} may come over unencrypted connections`,
      'unset GOINSECURE once their server has a certificate',
    );
  }
  if (goEnv.GOPROXY === 'off') {
    notes.find(
      'note',
      'no-proxy',
      'GOPROXY is off: modules that are not in the module cache or vendored cannot be had',
      'set it to a proxy when a module is missing',
    );
  }
  if (goEnv.GOPRIVATE !== '' || goEnv.GONOPROXY !== '') await examineCredentials(notes, place, goEnv);
  return notes.examination;
}

/** Private modules come straight from version control, which asks for a password that nobody can type in a task. */
async function examineCredentials(notes: Notes, { cwd, env }: ExaminedPlace, goEnv: GoEnv): Promise<void> {
  const netrc = netrcOf(env);
  const stats = statSync(netrc, { throwIfNoEntry: false });
  if (stats !== undefined) notes.fact('netrc', netrc);
  if (stats !== undefined && process.platform !== 'win32' && (stats.mode & 0o077) !== 0) {
    notes.find(
      'warning',
      'netrc-readable',
      `others can read the passwords in ${netrc}`,
      `\`chmod 600 ${netrc}\``,
    );
  }
  const git = await gitSettings(cwd, env);
  if (git !== '') notes.fact('git', git);
  if (stats !== undefined || git !== '' || (readVariable(env, 'GOAUTH') ?? '') !== '') return;
  notes.find(
    'note',
    'no-credentials',
    `${goEnv.GOPRIVATE || goEnv.GONOPROXY} comes from version control, and there is neither a ${netrc} nor a setting of git for passwords`,
    'if they need one: put `machine <host> login <user> password <token>` into it, or set url.<base>.insteadOf or credential.helper of git',
  );
}

/** cmd/go/internal/auth/netrc.go: netrcPath. */
function netrcOf(env: ExaminedPlace['env']): string {
  const named = readVariable(env, 'NETRC');
  if (named !== undefined && named !== '') return named;
  const home = readVariable(env, process.platform === 'win32' ? 'USERPROFILE' : 'HOME') ?? homedir();
  return join(home, process.platform === 'win32' ? '_netrc' : '.netrc');
}

/** Names of the settings with which git finds a password, or another way; '' where there is none, or no git. */
async function gitSettings(cwd: string, env: ExaminedPlace['env']): Promise<string> {
  const args = ['config', '--name-only', '--get-regexp', '^(credential\\..*helper|url\\..*\\.insteadof)$'];
  try {
    const { exitCode, stdout } = await runProcess({ file: 'git', args, cwd, env });
    const names = exitCode === 0 ? stdout.trim().split('\n') : [];
    return [
      ...new Set(names.map((name) => (name.startsWith('url.') ? 'url insteadOf' : 'credential helper'))),
    ].join(', ');
  } catch {
    return ''; // No git: modules of version control cannot be had at all, which Go says when it needs one.
  }
}
