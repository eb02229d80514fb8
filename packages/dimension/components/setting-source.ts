import { readGoEnvFile, splitQuoted, type Env, type GoEnv } from '../../toolchain';

/** Tells where the go command took a setting from: environment, go env file or its default. */
export class SettingSources {
  private readonly goEnvFile: ReadonlyMap<string, string>;

  constructor(
    private readonly env: Env,
    private readonly goEnv: GoEnv,
    private readonly flags: readonly string[],
  ) {
    this.goEnvFile = readGoEnvFile(goEnv.GOENV);
  }

  /** Source of a `go env` variable. */
  ofVariable(name: string): string {
    if (this.env[name] !== undefined && this.env[name] !== '') return `env ${name}`;
    return this.goEnvFile.has(name) ? 'go env file' : 'default';
  }

  /** Source of a go command flag such as `-tags`. */
  ofFlag(flag: string): string {
    if (hasFlag(this.flags, flag)) return `flag -${flag}`;
    return hasFlag(splitQuoted(this.goEnv.GOFLAGS), flag) ? 'GOFLAGS' : 'default';
  }
}

function hasFlag(args: readonly string[], flag: string): boolean {
  return args.some((arg) => {
    const name = arg.replace(/^--?/, '').split('=')[0];
    return arg.startsWith('-') && name === flag;
  });
}
