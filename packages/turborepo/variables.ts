import { C_SETTING_PATTERNS, GO_PASSED_NAMES, GO_SETTING_PATTERNS } from '../commands';
import { sha256 } from '../support';

// What no file of the workspace shows reaches the hashes of Turborepo through environment variables that tasks list in `env` and
// `goshawk turbo run` sets. What all modules of a go.work have alike is in one variable, what is special to one in another.

const PREFIX = 'GOSHAWK_TURBO_';

/** Where tasks find the `goshawk turbo run` that runs them. */
export const SERVER_VARIABLE = 'GOSHAWK_TASK_SERVER';

/** The variable for what tasks of a group of modules have alike: toolchain, settings, build list. */
export function settingsVariableOf(group: string): string {
  return `${PREFIX}SETTINGS_${sha256(group).slice(0, 12).toUpperCase()}`;
}

/** The variable for what is special to the tasks of a package: C inputs, files outside the workspace, undeclared inputs. */
export function ownVariableOf(name: string): string {
  return `${PREFIX}INPUTS_${sha256(name).slice(0, 12).toUpperCase()}`;
}

/** Whether `goshawk turbo run` sets a variable. */
export function isHashVariable(name: string): boolean {
  return name.startsWith(PREFIX);
}

/** What tasks of a package list in `env`. */
export function hashedVariables(group: string, name: string): string[] {
  return [settingsVariableOf(group), ownVariableOf(name), ...GO_SETTING_PATTERNS, ...C_SETTING_PATTERNS];
}

/** What they list in `passThroughEnv`. */
export const PASSED_VARIABLES: readonly string[] = [
  ...GO_PASSED_NAMES,
  'GOSHAWK_CACHE_ROOT',
  SERVER_VARIABLE,
];
