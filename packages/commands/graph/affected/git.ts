import { GoshawkError, type Env } from '../../../support';
import { runProcess } from '../../../toolchain';

/** A git repository as the git command shows it. */
export class Git {
  constructor(
    /** Where commands run. Absolute. */
    readonly directory: string,
    private readonly env: Env,
  ) {}

  /**
   * What a git command prints.
   *
   * @throws GoshawkError 'git-failed'
   */
  async ask(args: readonly string[], input?: string): Promise<string> {
    const { exitCode, stdout, stderr } = await this.run(args, input);
    if (exitCode === 0) return stdout;
    throw new GoshawkError({
      code: 'git-failed',
      message: `\`git ${args.join(' ')}\` failed in ${this.directory}: ${stderr.trim() || `exit code ${exitCode}`}`,
      next: 'Correct what git complains about.',
    });
  }

  /** What a git command prints; undefined where it fails, which says something. */
  async tryAsk(args: readonly string[]): Promise<string | undefined> {
    const { exitCode, stdout } = await this.run(args);
    return exitCode === 0 ? stdout : undefined;
  }

  private run(args: readonly string[], input?: string) {
    const { directory, env } = this;
    // It only reads, and is in nobody's way.
    const settings = { ...env, GIT_OPTIONAL_LOCKS: '0', LC_ALL: 'C' };
    return runProcess({ file: 'git', args, cwd: directory, env: settings, input });
  }
}
