import { GO_ENV_NAMES } from '../../../toolchain';
import { isRunnerVariable } from '../../runner-variables';

/**
 * Variables that differ from machine to machine, or from terminal to terminal, without making another test of a test. That a
 * test reads one of them is no undeclared input.
 *
 * Not among them, since tests do differ by them: CI, LANG and LC_*, TZ, SSL_CERT_FILE, DATABASE_URL …
 */
const IGNORED = new Set([
  // Who and where.
  ...[
    'HOME',
    'USER',
    'LOGNAME',
    'USERNAME',
    'USERPROFILE',
    'HOMEDRIVE',
    'HOMEPATH',
    'HOSTNAME',
    'COMPUTERNAME',
    'NX_WORKSPACE_ROOT',
  ],
  ...['PATH', 'PATHEXT', 'PWD', 'OLDPWD', 'SHELL', 'COMSPEC', 'SYSTEMROOT', 'WINDIR', 'SHLVL', '_'],
  ...['TMPDIR', 'TMP', 'TEMP', 'GOTMPDIR', 'APPDATA', 'LOCALAPPDATA', 'PROGRAMFILES', 'PROGRAMDATA'],
  ...['XDG_CACHE_HOME', 'XDG_CONFIG_HOME', 'XDG_DATA_HOME', 'XDG_STATE_HOME', 'XDG_RUNTIME_DIR'],
  // Terminal and desktop.
  ...['TERM', 'COLORTERM', 'NO_COLOR', 'CLICOLOR', 'CLICOLOR_FORCE', 'COLUMNS', 'LINES'],
  ...['EDITOR', 'VISUAL', 'PAGER', 'DISPLAY', 'WAYLAND_DISPLAY', 'SSH_AUTH_SOCK', 'TERM_PROGRAM'],
  // net/http asks for them before every first request, one to the test's own server included.
  ...['HTTP_PROXY', 'HTTPS_PROXY', 'NO_PROXY', 'ALL_PROXY', 'REQUEST_METHOD'],
  // Of the go command: in the task hash already, by value, or by what they lead to.
  ...GO_ENV_NAMES,
]);

/** Goshawk, package managers and compilers tell their processes about themselves. */
const IGNORED_PREFIXES = /^(GOSHAWK_|NPM_|PNPM_|YARN_|SUNPRO_|CC_PRINT_)/;

/** Whether a test may read the variable without a word. Names count without regard to case. */
export function isIgnoredVariable(name: string): boolean {
  const upper = name.toUpperCase();
  return IGNORED.has(upper) || isRunnerVariable(upper) || IGNORED_PREFIXES.test(upper);
}
