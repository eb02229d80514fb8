import { devNull } from 'node:os';
import { readVariable, type Env } from '../../support';
import type { GoEnv } from './env-names';
import { goEnvFile, readGoEnvFile } from './go-env-file';

/**
 * GOWORK without the go command being asked: from the environment, else from the user's go env file, into which `go env -w`
 * does not write it, but people do. Undefined where a go.work is looked for (cmd/go/internal/modload/init.go: FindGoWork).
 */
export function goWorkSetting(env: Env): string | undefined {
  const setting = readVariable(env, 'GOWORK') || readGoEnvFile(goEnvFile(env)).get('GOWORK');
  return setting === '' || setting === 'auto' ? undefined : setting;
}

/** Whether a go.work is in force: GOWORK is empty where there is none, and `off` where none shall count. */
export function usesGoWork({ GOWORK: goWork }: Pick<GoEnv, 'GOWORK'>): boolean {
  return goWork !== '' && goWork !== 'off';
}

/** The file that names the main modules: go.work where one is in force, else go.mod; '' or the null device without one. */
export function mainModuleFile(goEnv: Pick<GoEnv, 'GOWORK' | 'GOMOD'>): string {
  return usesGoWork(goEnv) ? goEnv.GOWORK : goEnv.GOMOD;
}

/** Whether there is a go.work or go.mod. Without a module, Go names the null device as go.mod. */
export function hasMainModule(goEnv: Pick<GoEnv, 'GOWORK' | 'GOMOD'>): boolean {
  return !['', '/dev/null', 'NUL', devNull].includes(mainModuleFile(goEnv));
}
