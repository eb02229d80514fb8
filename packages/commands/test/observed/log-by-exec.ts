import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { joinQuoted, type Env, type GoEnv, type GoFlag } from '../../../toolchain';
import { bareName } from '../arguments/test-arguments';
import { parseTestLog, type TestLog } from './test-log';

const SHELL = '/bin/sh';

/**
 * Where Go keeps no results (-count, -args …), test binaries write no log, and one that -args told them to write would be
 * one file for all packages. A shell that replaces itself by the test binary gives each package its own.
 */
function scriptFor(directory: string): string {
  const quoted = `'${directory.replaceAll("'", `'\\''`)}'`;
  return [
    `log=${quoted}/$$`,
    `printf '%s' "$PWD" > "$log.directory"`,
    'binary=$1',
    'shift',
    'exec "$binary" "-test.testlogfile=$log.log" "$@"',
    '',
  ].join('\n');
}

/** Logs of tests that run through `go test -exec`. */
export class LogByExec {
  private constructor(
    private readonly directory: string,
    readonly flags: readonly string[],
  ) {}

  /** @returns undefined where a shell is missing or would be in the way: macOS, say, takes DYLD_* away from it. */
  static in(scratch: string, flags: readonly GoFlag[], env: Env, goEnv: GoEnv): LogByExec | undefined {
    const isForeign = goEnv.GOOS !== goEnv.GOHOSTOS || goEnv.GOARCH !== goEnv.GOHOSTARCH;
    const hasExec = flags.some((flag) => bareName(flag) === 'exec') || goEnv.GOFLAGS.includes('-exec');
    const isStripped =
      process.platform === 'darwin' && Object.keys(env).some((name) => name.startsWith('DYLD_'));
    if (isForeign || hasExec || isStripped || !existsSync(SHELL)) return undefined;
    const directory = join(scratch, 'test-logs');
    mkdirSync(directory);
    const script = join(directory, 'run.sh');
    writeFileSync(script, scriptFor(directory));
    return new LogByExec(directory, [`-exec=${joinQuoted([SHELL, script])}`]);
  }

  /** What the tests of the package in a directory asked for. */
  read(packageDir: string): TestLog | undefined {
    const name = readdirSync(this.directory).find(
      (file) =>
        file.endsWith('.directory') && readFileSync(join(this.directory, file), 'utf8') === packageDir,
    );
    const log = join(this.directory, name?.replace(/directory$/, 'log') ?? '');
    return name === undefined || !existsSync(log)
      ? undefined
      : parseTestLog(readFileSync(log, 'utf8'), packageDir);
  }
}
