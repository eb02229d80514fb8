import { copyFileSync } from 'node:fs';
import { join } from 'node:path';
import { findGo, runProcess } from '../../../toolchain';

export interface GoBuildAnswer {
  readonly name: string;
  /** Whether a constraint keeps the file out. */
  readonly ignored: boolean;
  /** '' where Go takes the file. */
  readonly error: string;
  /** Of the error; 0 where Go names none. */
  readonly line: number;
  /** By line, then by text. */
  readonly imports: readonly Place[];
  readonly embeds: readonly Place[];
  /** Relative to the package, also where they lie elsewhere. */
  readonly includes: readonly string[];
}

export interface Place {
  readonly text: string;
  readonly line: number;
}

/** What go/build says of files (`latin1`), each as the only one of a package, on linux/amd64 with cgo and these tags. */
export async function askGoBuild(
  sources: readonly string[],
  tags: readonly string[],
  workDir: string,
): Promise<GoBuildAnswer[]> {
  const program = join(workDir, 'oracle.go');
  copyFileSync(join(__dirname, 'oracle', 'go-build.go.txt'), program);
  const env = { ...process.env, GO111MODULE: 'off' };
  const encoded = sources.map((source) => Buffer.from(source, 'latin1').toString('base64'));
  const { exitCode, stdout, stderr } = await runProcess({
    file: findGo({ env, cwd: workDir }),
    args: ['run', program],
    cwd: workDir,
    env,
    input: JSON.stringify({ tags, sources: encoded }),
  });
  if (exitCode !== 0) throw new Error(stderr);
  return JSON.parse(stdout) as GoBuildAnswer[];
}
