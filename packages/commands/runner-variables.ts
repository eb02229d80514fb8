import type { Env } from '../toolchain';

/**
 * Variables that a task runner itself sets for a task or a run (nx/src/tasks-runner/task-env.ts, run-command.ts, fork.ts; nx/bin). They
 * say which task this is and how its output is shown. A go command does not need them, and a test that reads one must not
 * differ by it.
 *
 * Names, no prefix: NX_PUBLIC_API and whatever else begins like this is the user's.
 */
const RUNNER_VARIABLES = new Set([
  // Which task.
  ...['NX_TASK_TARGET_PROJECT', 'NX_TASK_TARGET_TARGET', 'NX_TASK_TARGET_CONFIGURATION', 'NX_TASK_HASH'],
  'LERNA_PACKAGE_NAME',
  // Where its output goes.
  ...['NX_TERMINAL_OUTPUT_PATH', 'NX_TERMINAL_CAPTURE_STDERR', 'NX_STREAM_OUTPUT', 'NX_PREFIX_OUTPUT'],
  ...['FORCE_COLOR', 'NX_ORIGINAL_FORCE_COLOR', 'NX_TUI', 'NX_TUI_AUTO_EXIT', 'NX_TUI_INLINE_MODE'],
  ...['NX_VERBOSE_LOGGING', 'NX_PERF_LOGGING', 'NX_NATIVE_LOGGING'],
  // How the run was started.
  ...[
    'NX_CLI_SET',
    'NX_SET_CLI',
    'NX_INVOKED_BY_RUNNER',
    'NX_FORKED_TASK_EXECUTOR',
    'NX_INVOCATION_ROOT_PID',
  ],
  ...['NX_BATCH_MODE', 'NX_LOAD_DOT_ENV_FILES', 'NX_SKIP_NX_CACHE', 'NX_DISABLE_NX_CACHE', 'NX_DRY_RUN'],
  ...['NX_PSEUDO_TERMINAL_EXEC_ARGV', 'NX_IPC_CHANNEL_ID', 'NX_ANALYTICS_SESSION_ID', 'NX_COMPILE_CACHE'],
  // Turborepo of a task (turborepo-lib: task_graph/visitor/exec.rs).
  ...['TURBO_HASH', 'TURBO_INVOCATION_DIR', 'TURBO_IS_TUI'],
  ...['NX_DAEMON', 'NX_DAEMON_PROCESS', 'NX_PROJECT_GLOB_CACHE', 'NX_CACHE_PROJECTS_CONFIG'],
]);

/** What the pre-task hook, or `goshawk turbo run`, sets. */
const HASH_VARIABLE = /^GOSHAWK_(INPUTS_|SETTINGS_|TURBO_|TASK_SERVER$)/;

/** Whether a variable speaks of the task or the run that a task runner has started, and of nothing else. */
export function isRunnerVariable(name: string): boolean {
  return RUNNER_VARIABLES.has(name) || HASH_VARIABLE.test(name);
}

/** The environment without what a task runner says of the task or the run: what is left is equal for tasks of equal settings. */
export function withoutRunnerVariables(env: Env): Env {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !isRunnerVariable(name)));
}
